using Microsoft.Extensions.DependencyInjection;

namespace Orchestration.Registration;

internal sealed class OrchestrationBuilder(IServiceCollection services) : IOrchestrationBuilder
{
    public IServiceCollection Services { get; } = services;
}
