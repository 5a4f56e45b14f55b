using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Snapshots;

/// <summary>Makes the row that lists show.</summary>
internal static class Summarize
{
    public static ExecutionSummary Of(ExecutionState state) => new()
    {
        Id = state.Id,
        Pipeline = state.Start.Pipeline,
        PipelineVersion = state.Start.PipelineVersion,
        Mode = state.Structure.Mode,
        Type = state.Start.Type,
        Reapplies = state.Start.Reapplies,
        RerunOf = state.Start.Rerun?.Of,
        IsRootRun = state.Structure.IsRoot,
        Stage = state.EnteredLast is { } entered ? state.Structure.Stages[entered].Name : null,
        DefinitionMissingSince = state.Missing?.At,
        Status = state.Status,
        IsReleasing = state.Release is not null,
        IsClosed = state.Status.IsClosed(),
        IsStoppable = state.Status.IsStoppable(),
        Labels = Labels.Merge(state.Structure.Labels, state.Start.Labels),
        StartedBy = state.Start.Actor,
        StartedAt = state.Start.At,
        ClosedAt = state.Closed?.At,
        ClosedReason = state.Closed?.Reason,
        ClosedBy = state.Closed?.Actor,
        ClosedText = state.Closed?.Text,
        SupersededBy = state.Closed?.SupersededBy,
        Lineage = state.Start.Lineage,
        IsLatest = state.ContinuedBy is null,
    };
}
