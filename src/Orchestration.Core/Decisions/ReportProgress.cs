using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The code of an attempt tells how far it is; that of an attempt that has ended is refused.</summary>
internal static class ReportProgress
{
    public static OrchestrationException? Decide(Draft draft, int actionIndex, int attempt, long done, long? total, string? message)
    {
        ActionStructure action = draft.State.ActionAt(actionIndex);
        if (draft.State.Actions[actionIndex].Attempt != attempt || !draft.State.IsRunningCode(actionIndex))
        {
            return OrchestrationException.Refuse(
                ErrorCode.AttemptFenced,
                Verb.ReportProgress,
                draft.State.Target with { Stage = action.Stage.Name, Action = action.Name },
                $"attempt {attempt} of '{action.Path}' has ended.",
                draft.State.Actions[actionIndex].Status.ToString());
        }
        draft.Emit(new ProgressReported
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = actionIndex,
            Attempt = attempt,
            Done = done,
            Total = total,
            Message = message,
        });
        return null;
    }
}
