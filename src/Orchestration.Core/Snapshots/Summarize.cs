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
        Status = state.Status,
        IsClosed = state.Status.IsClosed(),
        IsStoppable = state.Status.IsStoppable(),
        Labels = Labels.Merge(state.Structure.Labels, state.Start.Labels),
        StartedBy = state.Start.Actor,
        StartedAt = state.Start.At,
        ClosedAt = state.Closed?.At,
        ClosedReason = state.Closed?.Reason,
        ClosedBy = state.Closed?.Actor,
        ClosedText = state.Closed?.Text,
        Lineage = state.Start.Lineage,
        IsLatest = state.ContinuedBy is null,
    };
}
