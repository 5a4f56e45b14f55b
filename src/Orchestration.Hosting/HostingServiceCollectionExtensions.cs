using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Hosting;

namespace Orchestration;

/// <summary>Registers the engine with settings from a configuration.</summary>
public static class HostingServiceCollectionExtensions
{
    /// <summary>
    /// Registers the engine as <see cref="OrchestrationServiceCollectionExtensions.AddOrchestration"/> does, with the settings of a section:
    /// each setting of <see cref="OrchestrationOptions"/> but <see cref="OrchestrationOptions.Json"/>, by its name; times as
    /// <c>hh:mm:ss</c>. Read once, when the engine is built. A value that can't be read, an unknown name and a value out of range then fail
    /// with an <see cref="InvalidOperationException"/> or <see cref="ArgumentOutOfRangeException"/> that names the setting.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section; one that does not exist changes nothing.</param>
    public static IOrchestrationBuilder AddOrchestration(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddOrchestration(options => ConfiguredSettings.Read(section).ApplyTo(options));
    }
}
