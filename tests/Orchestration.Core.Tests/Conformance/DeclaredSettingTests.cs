using System.Text.Json;
using Orchestration.Definitions;

namespace Orchestration.Tests.Conformance;

/// <summary>What a definition declares is in its data and in its fingerprint, and what it leaves out is in neither.</summary>
public sealed class DeclaredSettingTests
{
    private sealed class Notify : IFinalizer
    {
        public Task FinalizeAsync(FinalizerContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_definition_without_new_settings_keeps_its_fingerprint()
    {
        Pipeline old = Pipeline.Define("release", define =>
        {
            define.Version("7").Mode(ExecutionMode.Queue).Unlock(UnlockPolicy.AfterOrphansSettle).Label("application", "web").OnFailure(FailureStrategy.Ignore);
            StageBuilder build = define.Stage("build").Label("environment", "test").When(_ => true).OnFailure(FailureStrategy.Succeed);
            build.Action("a", Scenario.PassGateAsync, action => action.Retry(2, Backoff.Exponential(Minute), FailureStrategy.Fail).OnInterrupted(OnInterrupted.Fail));
            build.Parallel(group => group.MaxParallel(1).Action("b", (_, _) => Task.FromResult("x")));
            define.Stage("sign-off").Approval("qa", approval => approval.ExpiresAfter(Minute));
        });

        Assert.Equal("5ce43dd7d4f26121966dfca694c806f5868b0fd484d86621bed651f4bca5fbc2", old.Fingerprint);
        Assert.False(old.Structure.HasTimeLimits);
    }

    [Fact]
    public void Each_setting_is_a_part_of_the_definition()
    {
        Action<ActionBuilder>[] ofAnAction =
        [
            _ => { },
            action => action.Abortable(),
            action => action.TimeoutAfter(Minute),
            action => action.DeadlineAfter(Minute),
            action => action.OnRollback(UndoAsync),
            action => action.OnRollback(UndoAsync).RollbackDeadlineAfter(Minute),
            action => action.OnFailure(FailureStrategy.Intervene(Minute)),
            action => action.OnFailure(FailureStrategy.Intervene(2 * Minute)),
            action => action.OnFailure(FailureStrategy.Intervene(Minute, FailureStrategy.RollbackStage)),
            action => action.OnFailure(FailureStrategy.RollbackStage),
            action => action.OnFailure(FailureStrategy.RollbackPipeline),
            action => action.OnFailure(FailureStrategy.Abort),
        ];
        Action<PipelineBuilder>[] ofThePipeline =
        [
            define => define.Stage("more").Action("b", Scenario.PassGateAsync),
            define => define.Stage("more").ExpiresAfter(Minute).Action("b", Scenario.PassGateAsync),
            define => define.ExpiresAfter(Minute),
            define => define.Finally("notify", NotifyAsync),
            define => define.Finally("other", NotifyAsync),
            define => define.Finally<Notify>("notify"),
            define => define.Finally("notify", NotifyAsync, notify => notify.DeadlineAfter(Minute)),
            define => define.Finally("notify", NotifyAsync).Finally("other", NotifyAsync),
            define => define.Finally("other", NotifyAsync).Finally("notify", NotifyAsync),
            define => define.Release(ReleasePolicy.OnSuccess),
            define => define.Release(ReleasePolicy.Always),
            define => define.Release("container", ReleasePolicy.Always),
            define => define.Release("process", ReleasePolicy.Always),
            define => define.Release(ReleasePolicy.Always).Release("container", ReleasePolicy.Never),
        ];

        string[] fingerprints =
        [
            .. ofAnAction.Select(settings => Define(_ => { }, settings).Fingerprint),
            .. ofThePipeline.Select(more => Define(more).Fingerprint),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
    }

    [Fact]
    public void Equal_release_policies_have_equal_fingerprints()
    {
        Assert.Equal(Fingerprint(_ => { }), Fingerprint(define => define.Release(ReleasePolicy.Never).Release("container", ReleasePolicy.Never)));
        Assert.Equal(
            Fingerprint(define => define.Release("a", ReleasePolicy.OnSuccess).Release("b", ReleasePolicy.OnFailure)),
            Fingerprint(define => define.Release("b", ReleasePolicy.OnFailure).Release("c", ReleasePolicy.Never).Release("a", ReleasePolicy.OnSuccess)));
        Assert.Null(Define(define => define.Release(ReleasePolicy.Never)).Structure.Release);

        static string Fingerprint(Action<PipelineBuilder> define) => Define(define).Fingerprint;
    }

    [Fact]
    public void Everything_declared_is_in_the_data_and_is_read_back()
    {
        Pipeline pipeline = Define(define =>
        {
            define.ExpiresAfter(5 * Minute).Release(ReleasePolicy.Always).Release("process", ReleasePolicy.Never).Release("container", ReleasePolicy.OnFailure);
            define.Finally("notify", NotifyAsync, notify => notify.DeadlineAfter(Minute)).Finally<Notify>("close");
            define.Stage("deploy").ExpiresAfter(4 * Minute).Action(
                "switch",
                Scenario.PassGateAsync,
                action => action.Abortable().TimeoutAfter(Minute).DeadlineAfter(2 * Minute).OnRollback(UndoAsync).RollbackDeadlineAfter(3 * Minute)
                    .OnFailure(FailureStrategy.Intervene(Minute, FailureStrategy.RollbackPipeline)));
        });
        string json = JsonSerializer.Serialize(pipeline.Structure, StructureJson.Default.PipelineStructure);

        PipelineStructure structure = JsonSerializer.Deserialize(json, StructureJson.Default.PipelineStructure)!;

        Assert.Equal(pipeline.Fingerprint, Definitions.Fingerprint.Of(structure));
        Assert.True(structure.HasTimeLimits);
        Assert.Equal(5 * Minute, structure.Limit);
        Assert.Equal([("notify", "delegate", Minute), ("close", typeof(Notify).FullName!, null)], structure.Finalizers!.Select(finalizer => (finalizer.Name, finalizer.Type, finalizer.Deadline)));
        Assert.Equal(
            [ReleasePolicy.Never, ReleasePolicy.OnFailure, ReleasePolicy.Always],
            new[] { "process", "container", "file" }.Select(structure.Release!.Of));
        Assert.Equal(4 * Minute, structure.FindStage("deploy")!.Limit);
        ActionStructure action = structure.Actions[1];
        Assert.True(action.IsAbortable && action.CanRollBack);
        Assert.Equal((Minute, 2 * Minute, 3 * Minute), (action.Timeout, action.Deadline, action.RollbackDeadline));
        Assert.Equal(FailureStrategy.Intervene(Minute, FailureStrategy.RollbackPipeline), action.OnFailure);
    }

    /// <summary>A pipeline with an action "build/a", and more.</summary>
    private static Pipeline Define(Action<PipelineBuilder> more, Action<ActionBuilder>? settings = null) => Pipeline.Define("release", define =>
    {
        define.Stage("build").Action("a", Scenario.PassGateAsync, settings);
        more(define);
    });

    private static Task UndoAsync(RollbackContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task NotifyAsync(FinalizerContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
