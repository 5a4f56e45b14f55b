using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The code of an attempt tells how far it is; that of an attempt that has ended tells nobody.</summary>
internal static class ReportProgress
{
    public static void Decide(Draft draft, int actionIndex, int attempt, long done, long? total, string? message)
    {
        if (draft.State.Actions[actionIndex].Attempt != attempt || !draft.State.IsRunningCode(actionIndex))
        {
            return;
        }
        ActionStructure action = draft.State.ActionAt(actionIndex);
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
    }
}
