using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>
/// What executions of the mode <see cref="ExecutionMode.Parallel"/> add to the view of their pipeline. They share nothing, so there is no
/// moment common to them: each is shown as it was when it was asked.
/// </summary>
internal static class ParallelView
{
    private const int PageSize = 100;

    public static async Task<PipelineSnapshot> AddAsync(VerbCall call, PipelineSnapshot snapshot)
    {
        List<ParallelExecution> found = [];
        foreach (LiveExecution live in call.Engine.Executions.All.Where(live => live.State is { IsScoped: false } state && state.Structure.Name == snapshot.Name))
        {
            found.Add(await AskAsync(call, live.Id).ConfigureAwait(false));
        }

        Dictionary<string, (ExecutionId Id, StageStatus Status)> latest = snapshot.Mode == ExecutionMode.Parallel
            ? await FindLatestAsync(call, snapshot).ConfigureAwait(false)
            : [];
        return snapshot with { Stages = [.. snapshot.Stages.Select(stage => Add(stage, found, latest))] };
    }

    private static PipelineStage Add(
        PipelineStage stage, List<ParallelExecution> found, Dictionary<string, (ExecutionId Id, StageStatus Status)> latest)
    {
        bool hasLatest = latest.TryGetValue(stage.Name, out (ExecutionId Id, StageStatus Status) entered);
        StageOccupant[] waiting =
            [.. found.Where(one => one.WaitsAt == stage.Name).OrderBy(one => one.Since).Select(one => new StageOccupant(one.Id, one.Since))];
        return stage with
        {
            WaitingCount = stage.WaitingCount + waiting.Length,
            Waiting = [.. stage.Waiting, .. waiting],
            Orphans = [.. stage.Orphans, .. found.SelectMany(one => one.Orphans).Where(orphan => orphan.Orphan.Stage == stage.Name)],
            Latest = hasLatest ? entered.Id : stage.Latest,
            LatestStatus = hasLatest ? entered.Status : stage.LatestStatus,
        };
    }

    private static async Task<ParallelExecution> AskAsync(VerbCall call, ExecutionId id)
    {
        WaitItem<ParallelExecution> item = new(call.Verb, new Target(null, id), state => ParallelExecution.Of(state, call.Engine.Epoch));
        call.Engine.Executions.Post(id, item);
        return await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>For each stage the newest execution that entered it, among the newest hundred.</summary>
    private static async Task<Dictionary<string, (ExecutionId Id, StageStatus Status)>> FindLatestAsync(VerbCall call, PipelineSnapshot snapshot)
    {
        Dictionary<string, (ExecutionId, StageStatus)> latest = [];
        ExecutionQuery newest = new() { Pipeline = snapshot.Name, LatestOnly = false, Limit = PageSize };
        ExecutionPage page = await call.Engine.Store.ListAsync(newest, call.CancellationToken).ConfigureAwait(false);
        List<string> stages = [.. snapshot.Stages.Select(stage => stage.Name)];
        foreach (ExecutionSummary execution in page.Executions)
        {
            // Only one that came further than the newer ones, or where they were skipped or reused, has to be read.
            int reached = execution.Stage is { } entered ? stages.IndexOf(entered) : -1;
            if (stages.Take(reached + 1).All(latest.ContainsKey))
            {
                continue;
            }

            WaitItem<ExecutionSnapshot> item = new(call.Verb, new Target(null, execution.Id), state => Snapshot.Of(state, call.Engine.Epoch));
            call.Engine.Executions.Post(execution.Id, item);
            ExecutionSnapshot full = await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
            foreach (StageSnapshot stage in full.Stages.Where(stage => stage.EnteredAt is not null))
            {
                latest.TryAdd(stage.Name, (full.Id, stage.Status));
            }
        }

        return latest;
    }
}
