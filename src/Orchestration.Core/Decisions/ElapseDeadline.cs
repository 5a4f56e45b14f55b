using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>A stop has waited until its deadline: from now on it cancels.</summary>
internal static class ElapseDeadline
{
    public static void Decide(Draft draft)
    {
        if (draft.State.Finish is null && draft.State.Intent is { Mode: StopMode.Wait, Deadline: { } deadline } && draft.Now >= deadline)
        {
            draft.Emit(new StopEscalated { Mode = StopMode.Cancel });
        }
    }
}
