using Orchestration.Executions;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>What one execution of the mode <see cref="ExecutionMode.Parallel"/> adds to the view of its pipeline.</summary>
internal sealed record ParallelExecution(ExecutionId Id, string? WaitsAt, DateTimeOffset Since, IReadOnlyList<StageOrphan> Orphans)
{
    public static ParallelExecution Of(ExecutionState state, long epoch)
    {
        bool waits = state.IsAwaitingEntry;
        return new ParallelExecution(
            state.Id,
            waits ? state.Structure.Stages[state.CurrentStage].Name : null,
            waits ? new DateTimeOffset(state.Stages[state.CurrentStage].WaitsSinceTicks, TimeSpan.Zero) : default,
            [.. state.Structure.Stages.SelectMany(stage => ViewPipeline.Orphans(state, stage.Name, epoch))]);
    }
}
