namespace Orchestration.Engine;

/// <summary>Takes the executions that a caller may not view out of the view of their pipeline. That there are some is still told.</summary>
internal static class VisibleView
{
    public static async Task<PipelineSnapshot> OfAsync(VerbCall call, PipelineSnapshot snapshot)
    {
        if (call.Engine.Authorizer.AllowsAll)
        {
            return snapshot;
        }

        HashSet<ExecutionId> visible = [];
        foreach (ExecutionId id in snapshot.Stages.SelectMany(Named).Distinct())
        {
            if (await call.Engine.Store.FindAsync(id, call.CancellationToken).ConfigureAwait(false) is { } summary
                && await call.Engine.Authorizer.MayViewAsync(call.Caller, summary, call.CancellationToken).ConfigureAwait(false))
            {
                visible.Add(id);
            }
        }

        return snapshot with { Stages = [.. snapshot.Stages.Select(stage => Of(stage, visible))] };
    }

    private static PipelineStage Of(PipelineStage stage, HashSet<ExecutionId> visible) => stage with
    {
        Holder = stage.Holder is { } holder && visible.Contains(holder.Execution) ? holder : null,
        Waiting = [.. stage.Waiting.Where(occupant => visible.Contains(occupant.Execution))],
        Latest = stage.Latest is { } latest && visible.Contains(latest) ? latest : null,
        LatestStatus = stage.Latest is { } shown && visible.Contains(shown) ? stage.LatestStatus : null,
        Orphans = [.. stage.Orphans.Where(orphan => visible.Contains(orphan.Execution))],
    };

    private static IEnumerable<ExecutionId> Named(PipelineStage stage)
    {
        IEnumerable<ExecutionId> occupants = stage.Waiting.Select(occupant => occupant.Execution).Concat(stage.Orphans.Select(orphan => orphan.Execution));
        ExecutionId[] others = [.. new[] { stage.Holder?.Execution, stage.Latest }.OfType<ExecutionId>()];
        return occupants.Concat(others);
    }
}
