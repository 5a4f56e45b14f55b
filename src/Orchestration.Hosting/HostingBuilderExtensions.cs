using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orchestration.Hosting;

namespace Orchestration;

/// <summary>Runs the engine as a part of a host.</summary>
public static class HostingBuilderExtensions
{
    /// <summary>
    /// Starts and stops the engine with the host. The host counts as started once the store is open and every open execution was found
    /// again; a store that can't be opened, or a setting that makes no sense, fails the host's start. When the host stops, executions are parked as
    /// <see cref="IOrchestrationEngine.StopAsync"/> says, and go on at the next start: none is stopped or failed by a shutdown.
    /// Calling it again changes nothing.
    /// </summary>
    /// <remarks>
    /// Hosted services start in the order of their registration and stop in the reverse one: call this after registering the services that
    /// actions need. Running attempts have <see cref="OrchestrationOptions.ShutdownGrace"/> to end by themselves and then up to 5 seconds
    /// to follow their signalled token. The host's own limit, <c>HostOptions.ShutdownTimeout</c> (30 seconds by default), ends both:
    /// set it above their sum, or attempts are cut off before they could follow.
    /// </remarks>
    /// <param name="builder">The registration.</param>
    public static IOrchestrationBuilder AddHostedService(this IOrchestrationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EngineHostedService>());
        return builder;
    }
}
