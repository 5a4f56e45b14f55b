using Microsoft.Extensions.DependencyInjection;

namespace Orchestration;

/// <summary>What registrations of the library hang on.</summary>
public interface IOrchestrationBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
