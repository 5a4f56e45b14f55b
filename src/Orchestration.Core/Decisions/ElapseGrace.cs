using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The grace has ended: what was signalled and has not returned is abandoned.</summary>
internal static class ElapseGrace
{
    public static void Decide(Draft draft)
    {
        if (draft.State.Finish is not null || draft.State.Intent is not { IsEffective: true, GraceUntil: { } until } || draft.Now < until)
        {
            return;
        }

        foreach (ActionStructure action in draft.State.OpenChildren().Concat(draft.State.Structure.Actions))
        {
            if (draft.State.Actions[action.Index].Status == ActionStatus.Stopping && !draft.State.HasReturned(action.Index))
            {
                EndAction.WithoutCode(draft, action, ReasonCode.GraceElapsed);
            }
        }

        CloseUnderIntent.Decide(draft);
    }
}
