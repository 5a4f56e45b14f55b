using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Definitions;

/// <summary>The smallest pipelines in which each rule can be broken.</summary>
internal static class ExploredDefinitions
{
    public static Explored OneAction { get; } = Define("one-action", new Bounds(2, 2, 2, 1, 3), pipeline => pipeline.Stage("one").Add("a"));

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
        "parallel-pair", new Bounds(1, 1, 1, 1, 1), pipeline => pipeline.Stage("one").Parallel(group => group.Add("a", "b")));

    public static Explored ThreeAtMostTwo { get; } = Define(
        "three-at-most-two", new Bounds(1, 1, 1, 1, 1) { TakesPairs = false }, pipeline => pipeline.Stage("one").Parallel(group => group.MaxParallel(2).Add("a", "b", "c")));

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

    public static Explored RetriedBesideOne { get; } = Define("retried-beside-one", new Bounds(1, 0, 1, 0, 1), pipeline =>
        pipeline.OnFailure(FailureStrategy.Retry(1)).Stage("one").Parallel(group =>
        {
            group.Add("a");
            group.Add("b", action => action.OnFailure(FailureStrategy.Succeed));
        }));

    public static Explored Abortable { get; } = Define(
        "abortable", new Bounds(1, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.ActionAborts | Sends.ActionMarks | Sends.Retries }, pipeline =>
        {
            pipeline.Stage("one").Add("a", action => action.Abortable());
            pipeline.Stage("two").Add("b");
        });

    public static Explored AbortedIsForgiven { get; } = Define(
        "aborted-is-forgiven", new Bounds(1, 1, 0, 0, 1) { Sends = Sends.FewStops | Sends.ActionAborts | Sends.Retries | Sends.Resumes, TakesPairs = false }, pipeline =>
        {
            pipeline.Stage("one").Parallel(group =>
            {
                group.Add("a", action => action.Abortable().OnFailure(FailureStrategy.Ignore));
                group.Add("b");
            });
            pipeline.Stage("two").Add("c");
        });

    public static Explored Marked { get; } = Define(
        "marked", new Bounds(1, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.StageMarks | Sends.Retries, TakesPairs = false }, pipeline =>
        {
            pipeline.Stage("one").OnFailure(FailureStrategy.RollbackStage).Parallel(group =>
            {
                group.Add("a", action => action.OnRollback((_, _) => Task.CompletedTask));
                group.Add("b");
            });
        });

    public static Explored MarkIsForgiven { get; } = Define(
        "mark-is-forgiven", new Bounds(0, 1, 1, 0, 1) { Sends = Sends.FewStops | Sends.ActionMarks | Sends.StageMarks | Sends.Resumes, TakesPairs = false }, pipeline =>
        {
            pipeline.Stage("one").OnFailure(FailureStrategy.Ignore).Add("a");
            pipeline.Stage("two").Add("b");
        });

    public static Explored MarkedApproval { get; } = Define(
        "marked-approval", new Bounds(1, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.ActionAborts | Sends.ActionMarks | Sends.StageMarks | Sends.Pauses }, pipeline =>
            pipeline.Stage("one").Approval("a", approval => approval.ExpiresAfter(TimeSpan.FromSeconds(50))));

    public static Explored Interventions { get; } = Define(
        "interventions", new Bounds(1, 0, 1, 1, 1) { Sends = Sends.FewStops | Sends.Retries | Sends.ActionMarks, TakesPairs = false }, pipeline =>
        {
            FailureStrategy strategy = FailureStrategy.Intervene(TimeSpan.FromSeconds(50), FailureStrategy.Retry(1, then: FailureStrategy.Intervene(TimeSpan.FromSeconds(20))));
            pipeline.OnFailure(FailureStrategy.Ignore).Stage("one").Add("a", action => action.OnRollback((_, _) => Task.CompletedTask));
            pipeline.Stage("two").Add("b", action => action.OnFailure(strategy));
        });

    public static Explored PausedRetry { get; } = Define(
        "paused-retry", new Bounds(0, 0, 1, 1, 1) { Sends = Sends.FewStops | Sends.Pauses, TakesPairs = false }, pipeline =>
            pipeline.Stage("one").ExpiresAfter(TimeSpan.FromSeconds(200)).Parallel(group =>
            {
                group.Add("a", action => action.Retry(1, Backoff.Exponential(TimeSpan.FromSeconds(50))));
                group.Add("b");
            }));

    public static Explored PausedEnd { get; } = Define(
        "paused-end", new Bounds(1, 1, 1, 1, 1) { Sends = Sends.FewStops | Sends.Pauses | Sends.Retries | Sends.Resumes }, pipeline =>
        {
            pipeline.Stage("one").Add("a", action => action.When(_ => true).OnRollback((_, _) => Task.CompletedTask));
            pipeline.Stage("two").OnFailure(FailureStrategy.RollbackPipeline).Add("b");
            pipeline.Finally("f", (_, _) => Task.CompletedTask);
        });

    public static Explored PausedIntervention { get; } = Define(
        "paused-intervention", new Bounds(0, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.Pauses }, pipeline =>
            pipeline.Stage("one").Add("a", action => action.OnFailure(FailureStrategy.Intervene(TimeSpan.FromSeconds(50), FailureStrategy.Abort)).DeadlineAfter(TimeSpan.FromSeconds(100))));

    public static Explored RolledBackStage { get; } = Define(
        "rolled-back-stage", new Bounds(1, 1, 1, 1, 1) { Sends = Sends.FewStops | Sends.Retries | Sends.Resumes, TakesPairs = false }, pipeline =>
        {
            pipeline.Stage("one").Add("a");
            pipeline.Stage("two").OnFailure(FailureStrategy.RollbackStage).Parallel(group =>
            {
                group.Add("b", action => action.OnRollback((_, _) => Task.CompletedTask));
                group.Add("c", action => action.OnRollback((_, _) => Task.CompletedTask));
            });
        });

    public static Explored RolledBackPipeline { get; } = Define(
        "rolled-back-pipeline", new Bounds(1, 1, 1, 1, 1) { Sends = Sends.FewStops | Sends.StageAborts | Sends.Retries | Sends.Resumes | Sends.StageMarks, TakesPairs = false }, pipeline =>
        {
            pipeline.OnFailure(FailureStrategy.RollbackPipeline);
            pipeline.Stage("one").Add("a", action => action.OnRollback((_, _) => Task.CompletedTask));
            pipeline.Stage("two").Add("b", action => action.OnRollback((_, _) => Task.CompletedTask));
        });

    public static Explored StrategiesBesideEachOther { get; } = Define(
        "strategies-beside-each-other", new Bounds(1, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.Retries }, pipeline =>
            pipeline.Stage("one").Parallel(group =>
            {
                group.Add("a", action => action.OnFailure(FailureStrategy.Abort));
                group.Add("b", action => action.OnFailure(FailureStrategy.RollbackStage).OnRollback((_, _) => Task.CompletedTask));
            }));

    public static Explored Finalized { get; } = Define(
        "finalized", new Bounds(1, 1, 1, 1, 1) { Sends = Sends.FewStops | Sends.FinalStops | Sends.Retries | Sends.Resumes }, pipeline =>
        {
            pipeline.Stage("one").Add("a");
            pipeline.Finally("f", (_, _) => Task.CompletedTask).Finally("g", (_, _) => Task.CompletedTask, finalizer => finalizer.DeadlineAfter(TimeSpan.FromSeconds(20)));
        });

    public static Explored Released { get; } = Define(
        "released", new Bounds(0, 0, 1, 0, 1) { Sends = Sends.FewStops | Sends.FinalStops | Sends.Retries | Sends.Releases, TakesPairs = false }, pipeline =>
        {
            pipeline.Release(ReleasePolicy.OnFailure).Release("disk", ReleasePolicy.Always);
            pipeline.Stage("one").Add("a");
            pipeline.Stage("two").OnFailure(FailureStrategy.RollbackPipeline).Add("b");
        });

    public static Explored Limited { get; } = Define(
        "limited", new Bounds(1, 1, 1, 1, 1) { Sends = Sends.FewStops | Sends.Retries | Sends.Resumes | Sends.Pauses, TakesPairs = false }, pipeline =>
        {
            pipeline.ExpiresAfter(TimeSpan.FromSeconds(100)).Finally("f", (_, _) => Task.CompletedTask);
            pipeline.Stage("one").ExpiresAfter(TimeSpan.FromSeconds(60)).Add("a");
            pipeline.Stage("two").Add("b");
        });

    public static Explored TimedAttempts { get; } = Define(
        "timed-attempts", new Bounds(0, 0, 1, 1, 1) { Sends = Sends.FewStops | Sends.ActionAborts | Sends.ActionMarks | Sends.Pauses, TakesPairs = false }, pipeline =>
            pipeline.Stage("one").Add("a", action => action.Abortable().TimeoutAfter(TimeSpan.FromSeconds(50)).DeadlineAfter(TimeSpan.FromSeconds(120)).Retry(1, Backoff.Exponential(TimeSpan.FromSeconds(20)))));

    /// <summary>The largest first, so that they begin first.</summary>
    public static IReadOnlyList<Explored> All { get; } =
    [
        Abortable, AbortedIsForgiven, Marked, MarkIsForgiven, MarkedApproval, Interventions, PausedRetry, PausedEnd, PausedIntervention, RolledBackStage, RolledBackPipeline,
        StrategiesBesideEachOther, Finalized, Released, Limited, TimedAttempts,
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
