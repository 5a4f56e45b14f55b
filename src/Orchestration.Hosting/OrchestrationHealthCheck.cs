using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestration;

/// <summary>
/// Reports the engine to the host's health checks: <c>services.AddHealthChecks().AddCheck&lt;OrchestrationHealthCheck&gt;("orchestration")</c>.
/// Unhealthy while the engine does not run; degraded while executions wait for a definition that is not registered.
/// </summary>
/// <param name="engine">The engine.</param>
public sealed class OrchestrationHealthCheck(IOrchestrationEngine engine) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Report(engine.GetHealth()));

    private static HealthCheckResult Report(EngineHealth health)
    {
        if (!health.IsRunning)
        {
            return HealthCheckResult.Unhealthy("The engine does not run.");
        }

        if (health.MissingDefinitions.Count == 0)
        {
            return HealthCheckResult.Healthy();
        }

        Dictionary<string, object> data = health.MissingDefinitions.ToDictionary(
            missing => missing.Execution.ToString(),
            object (missing) => $"pipeline '{missing.Pipeline}', version {missing.PipelineVersion}, invalidated at {missing.InvalidateAt:O}");
        return HealthCheckResult.Degraded($"{data.Count} executions wait for a definition that is not registered.", data: data);
    }
}
