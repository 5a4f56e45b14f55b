namespace Orchestration.Exploration.Pipelines.Definitions;

/// <summary>The smallest pipelines in which executions get in each other's way.</summary>
internal static class ExploredPipelines
{
    private static readonly Dictionary<Trouble, int> OneOfAll =
        Enum.GetValues<Trouble>().Where(trouble => trouble is not (Trouble.Start or Trouble.Pause)).ToDictionary(trouble => trouble, _ => 1);

    private static readonly Dictionary<Trouble, int> Pauses =
        new() { [Trouble.Pause] = 2, [Trouble.Stop] = 1, [Trouble.Disable] = 1, [Trouble.Crash] = 1, [Trouble.Miss] = 1 };

    private static readonly Dictionary<Trouble, int> Undone =
        new() { [Trouble.Stop] = 1, [Trouble.Retry] = 1, [Trouble.Resume] = 1, [Trouble.Crash] = 1, [Trouble.Drain] = 1, [Trouble.Miss] = 1, [Trouble.Disable] = 1 };

    private static readonly Dictionary<Trouble, int> StopsAndRetries = new(OneOfAll) { [Trouble.Stop] = 2, [Trouble.Retry] = 2 };

    /// <summary>The largest first, so that they begin first.</summary>
    public static IReadOnlyList<ExploredPipeline> All { get; } =
    [
        .. InBothModes("two", new PipelineBounds(3, 2) { Each = StopsAndRetries }, Two),
        .. InBothModes("orphans", new PipelineBounds(3, 2) { Each = StopsAndRetries }, Orphans),
        .. InBothModes("pair", new PipelineBounds(2, 2) { Each = OneOfAll }, Pair),
        .. InBothModes("condition", new PipelineBounds(2, 2) { Each = OneOfAll }, Conditions),
        .. InBothModes("approval", new PipelineBounds(2, 2) { Each = StopsAndRetries }, Approvals),
        .. InBothModes("one", new PipelineBounds(3, 3) { Each = StopsAndRetries }, One),
        .. InBothModes("one-deeper", new PipelineBounds(2, 4) { Each = StopsAndRetries }, One),
        .. InBothModes("two-at-once", new PipelineBounds(2, 2) { Each = OneOfAll, TakesPairs = true }, Two),
        .. InBothModes("paused", new PipelineBounds(2, 2) { Each = Pauses }, Two),
        .. InBothModes("rolled-back", new PipelineBounds(3, 1) { Each = Undone }, RolledBack),
        .. InBothModes("rolled-back-deeper", new PipelineBounds(2, 2) { Each = Undone }, RolledBack),
        Define("queue-finalized", ExecutionMode.Queue, new PipelineBounds(2, 2) { Each = Undone }, Finalized),
        Define("parallel-two", ExecutionMode.Parallel, new PipelineBounds(2, 3) { Each = OneOfAll }, Two),
        Define("parallel-orphans", ExecutionMode.Parallel, new PipelineBounds(2, 2) { Each = OneOfAll }, Orphans),
        Define("parallel-condition", ExecutionMode.Parallel, new PipelineBounds(2, 2) { Each = OneOfAll }, Conditions),
    ];

    private static IEnumerable<ExploredPipeline> InBothModes(string name, PipelineBounds bounds, System.Action<PipelineBuilder> define) =>
    [
        Define($"queue-{name}", ExecutionMode.Queue, bounds, define),
        Define($"supersede-{name}", ExecutionMode.Supersede, bounds, define),
    ];

    private static void One(PipelineBuilder pipeline) => pipeline.Stage("one").Run("a");

    private static void Two(PipelineBuilder pipeline)
    {
        One(pipeline);
        pipeline.Stage("two").Run("b");
    }

    private static void Pair(PipelineBuilder pipeline)
    {
        pipeline.Stage("one").Parallel(group =>
        {
            group.Run("a");
            group.Run("b");
        });
        pipeline.Stage("two").Run("c");
    }

    private static void Conditions(PipelineBuilder pipeline)
    {
        pipeline.Stage("one").When(_ => true).Run("a");
        pipeline.Stage("two").When(_ => true).Run("b");
    }

    private static void Approvals(PipelineBuilder pipeline)
    {
        One(pipeline);
        pipeline.Stage("two").Approval("b", approval => approval.ExpiresAfter(TimeSpan.FromSeconds(50)));
    }

    private static void Orphans(PipelineBuilder pipeline)
    {
        pipeline.Unlock(UnlockPolicy.AfterOrphansSettle);
        Two(pipeline);
    }

    private static void RolledBack(PipelineBuilder pipeline)
    {
        pipeline.OnFailure(FailureStrategy.RollbackPipeline);
        pipeline.Stage("one").Action("a", (_, _) => Task.FromResult(0), action => action.OnRollback((_, _) => Task.CompletedTask));
        pipeline.Stage("two").Run("b");
    }

    private static void Finalized(PipelineBuilder pipeline)
    {
        One(pipeline);
        pipeline.Finally("f", (_, _) => Task.CompletedTask);
    }

    private static ExploredPipeline Define(string name, ExecutionMode mode, PipelineBounds bounds, System.Action<PipelineBuilder> define) =>
        new(Pipeline.Define(name, pipeline => define(pipeline.Mode(mode))), bounds);

    private static void Run(this ActionsBuilder to, string name) => to.Action(name, (_, _) => Task.FromResult(0));
}
