using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>An attempt has at most one result: only the running one closes its action, and what was never begun closes without an attempt.</summary>
internal sealed class OneResultPerAttempt : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionClosed e => Closed(step.Before.Actions[e.ActionIndex], e.Attempt),
        AttemptLost e => Closed(step.Before.Actions[e.ActionIndex], e.Attempt),
        ActionReturned e => Closed(step.Before.Actions[e.ActionIndex], e.Attempt) ?? (step.Before.HasReturned(e.ActionIndex) ? $"attempt {e.Attempt} has returned before." : null),
        OrphanReturned e => Returned(step.Before, e),
        _ => null,
    };

    private static string? Closed(ActionState before, int attempt)
    {
        int running = before.IsInProgress ? before.Attempt : 0;
        return attempt == running ? null : $"attempt {attempt} has a result while {(running == 0 ? "none" : running)} ran.";
    }

    private static string? Returned(ExecutionState before, OrphanReturned e) =>
        before.Orphans.Exists(orphan => orphan.Attempt.ActionIndex == e.ActionIndex && orphan.Attempt.Attempt == e.Attempt && orphan.Returned is null)
            ? null
            : $"attempt {e.Attempt} is no orphan that still runs.";
}
