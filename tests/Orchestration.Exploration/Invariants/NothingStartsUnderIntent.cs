namespace Orchestration.Exploration.Invariants;

/// <summary>From the moment an intent is accepted, the number of new starts is zero; and nothing starts in a closed execution, nor in one without its definition.</summary>
internal sealed class NothingStartsUnderIntent : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not (ActionStarted or ActionWaiting or ApprovalRequested or StageEntered or StageWaiting))
        {
            return null;
        }

        return step.Before is { Intent: null, Closed: null, Missing: null }
            ? null
            : $"the execution is {step.Before.Status}, the intent {step.Before.Intent?.Mode.ToString() ?? "over"}.";
    }
}
