using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>A due time has come: everything whose time has passed is decided, in the order in which one may follow from another.</summary>
internal static class ElapseTime
{
    public static void Decide(Draft draft)
    {
        ElapseDeadline.Decide(draft);
        ElapseGrace.Decide(draft);
        ElapseLimits.Decide(draft);
        ElapseActions.Decide(draft);
        ExpireApprovals.Decide(draft);
        Intervene.Elapse(draft);
        ElapseRetries.Decide(draft);
        CleanupSteps.Elapse(draft);
        MissDefinition.Elapse(draft);
    }
}
