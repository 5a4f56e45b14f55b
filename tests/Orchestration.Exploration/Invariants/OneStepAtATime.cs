using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// Rollbacks, finalizers and cleaners run one at a time; after a crash the one that ran begins again, and no other. What ends is what ran.
/// None begins once a stop was accepted, unless its finalizers run.
/// </summary>
internal sealed class OneStepAtATime : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        RollbackStarted e => Begins(step, CleanupKind.Rollback, e.ActionIndex) ?? (step.Before.Intent is null ? null : "the execution is asked to end."),
        FinalizerStarted e => Begins(step, CleanupKind.Finalizer, e.Index) ?? AfterStop(step),
        ReleaseStarted e => Begins(step, CleanupKind.Release, 0) ?? Cleans(step.Before, e.Kind, e.Key) ?? AfterStop(step),
        RollbackEnded e => Ends(step.Before, e.IsAbandoned, one => one.Started is RollbackStarted started && started.ActionIndex == e.ActionIndex),
        FinalizerEnded e => Ends(step.Before, e.IsAbandoned, one => one.Started is FinalizerStarted started && started.Index == e.Index),
        ReleaseEnded e => Ends(step.Before, e.IsAbandoned, one => one.Started is ReleaseStarted started && started.Kind == e.Kind && started.Key == e.Key),
        _ => null,
    };

    private static string? Begins(EventStep step, CleanupKind kind, int node)
    {
        bool isAgain = step.Before.Step is not { } running
            || (running.Kind == kind && running.Node == node && running.Epoch < step.World.Epoch);
        return isAgain ? null : $"a {step.Before.Step!.Kind} runs.";
    }

    /// <summary>After a crash the same cleaner, and none for what is gone.</summary>
    private static string? Cleans(ExecutionState before, string kind, string key)
    {
        bool isOther = before.Step is { Started: ReleaseStarted running } && (running.Kind != kind || running.Key != key);
        return isOther ? "another cleaner ran."
            : before.Resources.Exists(resource => resource.Registered.Kind == kind && resource.Registered.Key == key && !resource.IsReleased) ? null
            : "it was released before.";
    }

    private static string? AfterStop(EventStep step)
    {
        ExecutionState before = step.Before;
        bool isEnded = before.Finish is { } finish && before.Closed is null
            ? before.Intent is { } intent && intent.Command.Sequence > finish.Sequence
            : before.Intent is not null;
        return isEnded ? "the execution is asked to end." : null;
    }

    private static string? Ends(ExecutionState before, bool isAbandoned, Predicate<CleanupStep> isIt) =>
        before.Step is not { } running || !isIt(running) ? "it did not run."
        : isAbandoned && !(running.GraceUntil is not null || before.Intent is { Mode: StopMode.Abandon }) ? "it is abandoned without a grace."
        : null;
}
