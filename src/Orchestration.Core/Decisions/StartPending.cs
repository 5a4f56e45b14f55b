using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Begins the children that were started while nothing could begin.</summary>
internal static class StartPending
{
    public static void Decide(Draft draft)
    {
        if (!draft.MayStart || !draft.State.IsAdvancing)
        {
            return;
        }
        foreach (ActionStructure child in draft.State.OpenChildren().Reverse().ToArray())
        {
            if (draft.State.Actions[child.Index].IsUnstarted && draft.State.FindAbove(child.Index) is null)
            {
                AdvanceStage.Start(draft, child);
            }
        }
    }
}
