using Orchestration;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Waits until the started release is healthy, and sees whether it stays so.</summary>
internal sealed class VerifyHealth(HealthCheck health) : IAction<RunningRelease>
{
    private static readonly TimeSpan TimeToBecomeHealthy = TimeSpan.FromSeconds(30);

    public async Task ExecuteAsync(RunningRelease running, ActionContext context, CancellationToken cancellationToken)
    {
        TimeSpan time = context.Input<ReleaseInput>().StaysHealthyFor;
        await health.WaitAsync(running.BaseAddress, running.Version, TimeToBecomeHealthy, cancellationToken);
        await health.WatchAsync(running.BaseAddress, running.Version, time, cancellationToken);
    }
}
