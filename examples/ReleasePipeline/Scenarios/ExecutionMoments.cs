using Orchestration;

namespace ReleasePipeline.Scenarios;

/// <summary>Lets a scenario wait for a moment in the middle of a release.</summary>
internal static class ExecutionMoments
{
    /// <summary>Returns when the action has started; what happened before the call counts too.</summary>
    public static async Task UntilStartedAsync(
        this ExecutionHandle execution, string stage, string action, CancellationToken cancellationToken) =>
        await execution.WatchAsync(cancellationToken)
            .OfType<ActionStarted>()
            .FirstAsync(started => started.Stage == stage && started.Action == action, cancellationToken);
}
