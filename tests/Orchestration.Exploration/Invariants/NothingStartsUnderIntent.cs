using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// From the moment an intent is accepted, the number of new starts in its scope is zero; and nothing starts in a closed execution, nor in one
/// without its definition, nor once its stage is marked, rolled back, or its outcome decided.
/// </summary>
internal sealed class NothingStartsUnderIntent : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not (ActionStarted or ActionWaiting or ActionAdded or ApprovalRequested or StageEntered or StageWaiting))
        {
            return null;
        }

        ExecutionState before = step.Before;
        return before is not { Intent: null, Closed: null, Missing: null } ? $"the execution is {before.Status}, the intent {before.Intent?.Mode.ToString() ?? "over"}."
            : before is not { Mark: null, Rollback: null, Finish: null } ? $"the execution is {before.Status}{(before.Mark is null ? string.Empty : ", its stage marked as failed")}."
            : step.Event is ActionEvent e && before.FindIntent(e.ActionIndex) is { } own ? $"the action is asked to end as {own.Outcome}."
            : null;
    }
}
