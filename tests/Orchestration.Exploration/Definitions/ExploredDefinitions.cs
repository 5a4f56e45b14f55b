using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Definitions;

/// <summary>The smallest pipelines in which each rule can be broken.</summary>
internal static class ExploredDefinitions
{
    public static Explored OneAction { get; } = Define("one-action", new Bounds(2, 2, 2, 1, 4), pipeline => pipeline.Stage("one").Add("a"));

    public static Explored EveryStop { get; } = Define(
        "one-action-every-stop", new Bounds(1, 0, 1, 1, 1) { AllStops = true }, pipeline => pipeline.Stage("one").Add("a"));

    public static Explored TwoStages { get; } = Define("two-stages", new Bounds(2, 2, 2, 1, 2), pipeline =>
    {
        pipeline.Stage("one").Add("a");
        pipeline.Stage("two").Add("b");
    });

    public static Explored TwoGroups { get; } = Define("two-groups", new Bounds(2, 1, 2, 1, 2), pipeline =>
    {
        StageBuilder stage = pipeline.Stage("one");
        stage.Add("a");
        stage.Add("b");
    });

    public static Explored ParallelPair { get; } = Define(
        "parallel-pair", new Bounds(2, 1, 1, 1, 2), pipeline => pipeline.Stage("one").Parallel(group => group.Add("a", "b")));

    public static Explored ThreeAtMostTwo { get; } = Define(
        "three-at-most-two", new Bounds(1, 1, 1, 1, 1), pipeline => pipeline.Stage("one").Parallel(group => group.MaxParallel(2).Add("a", "b", "c")));

    public static Explored StageCondition { get; } = Define("stage-condition", new Bounds(1, 1, 1, 1, 1), pipeline =>
    {
        pipeline.Stage("one").When(_ => true).Add("a");
        pipeline.Stage("two").When(_ => true).Add("b");
    });

    public static Explored ActionCondition { get; } = Define("action-condition", new Bounds(1, 1, 1, 1, 1), pipeline =>
        pipeline.Stage("one").Parallel(group =>
        {
            group.Add("a", action => action.When(_ => true));
            group.Add("b");
        }));

    public static Explored InterruptedFails { get; } = Define("interrupted-fails", new Bounds(1, 1, 1, 0, 2), pipeline =>
    {
        pipeline.Stage("one").Add("a", action => action.OnInterrupted(OnInterrupted.Fail));
        pipeline.Stage("two").Add("b");
    });

    public static Explored InterruptedAbandons { get; } = Define("interrupted-abandons", new Bounds(1, 0, 1, 0, 2), pipeline =>
        pipeline.Stage("one").Parallel(group =>
        {
            group.Add("a", action => action.OnInterrupted(OnInterrupted.Abandon));
            group.Add("b");
        }));

    public static Explored PairBehindOne { get; } = Define("pair-behind-one", new Bounds(1, 1, 1, 1, 1), pipeline =>
    {
        pipeline.Stage("one").Add("a");
        pipeline.Stage("two").Parallel(group => group.Add("b", "c"));
    });

    public static Explored Approval { get; } = Define("approval", new Bounds(2, 1, 1, 1, 2), pipeline =>
        pipeline.Stage("one").Approval("a", approval => approval.ExpiresAfter(TimeSpan.FromSeconds(50))));

    public static Explored ApprovalBesideOne { get; } = Define("approval-beside-one", new Bounds(1, 1, 1, 0, 1), pipeline =>
    {
        pipeline.Stage("one").Parallel(group =>
        {
            group.Approval("a", approval => approval.When(_ => true).ExpiresAfter(TimeSpan.FromSeconds(50)));
            group.Add("b");
        });
    });

    public static Explored Retried { get; } = Define("retried", new Bounds(1, 1, 1, 1, 1), pipeline =>
    {
        FailureStrategy strategy = FailureStrategy.Retry(2, Backoff.Exponential(TimeSpan.FromSeconds(50)), FailureStrategy.Ignore);
        pipeline.Stage("one").Add("a", action => action.OnFailure(strategy));
        pipeline.Stage("two").Add("b");
    });

    public static Explored RetriedBesideOne { get; } = Define("retried-beside-one", new Bounds(1, 0, 1, 0, 2), pipeline =>
        pipeline.OnFailure(FailureStrategy.Retry(1)).Stage("one").Parallel(group =>
        {
            group.Add("a");
            group.Add("b", action => action.OnFailure(FailureStrategy.Succeed));
        }));

    /// <summary>The largest first, so that they begin first.</summary>
    public static IReadOnlyList<Explored> All { get; } =
    [
        PairBehindOne, ThreeAtMostTwo, ActionCondition, StageCondition, ApprovalBesideOne, ParallelPair, InterruptedAbandons, TwoStages, InterruptedFails, TwoGroups, Retried, RetriedBesideOne, Approval, OneAction, EveryStop,
    ];

    private static Explored Define(string name, Bounds bounds, System.Action<PipelineBuilder> define) => new(Pipeline.Define(name, define), bounds);

    private static void Add(this ActionsBuilder to, string name, System.Action<ActionBuilder>? configure = null) =>
        to.Action(name, (_, _) => Task.FromResult(0), configure);

    private static void Add(this ParallelBuilder to, params string[] names)
    {
        foreach (string name in names)
        {
            Add((ActionsBuilder)to, name);
        }
    }
}
