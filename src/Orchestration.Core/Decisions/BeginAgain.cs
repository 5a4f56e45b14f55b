using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Begins an execution that runs what another one has run: the same definition, input and labels, for another caller.</summary>
internal static class BeginAgain
{
    public static Draft Decide(
        Draft draft, CommandBy by, string? reason, IReadOnlyList<StarterIdentity> starter, Lineage lineage, ExecutionId? reapplies)
    {
        ExecutionStarted old = draft.State.Start;
        ExecutionStarted start = new()
        {
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = reason,
            Pipeline = old.Pipeline,
            PipelineVersion = old.PipelineVersion,
            Fingerprint = old.Fingerprint,
            Input = old.Input,
            Labels = old.Labels,
            Starter = starter,
            Structure = old.Structure,
            Reapplies = reapplies,
            Lineage = lineage,
        };
        return Draft.Begin(new ExecutionId(by.Id), start, draft);
    }
}
