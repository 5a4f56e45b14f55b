using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Resumes after limits, rejections, aborts and rollbacks, and of definitions whose newer settings have changed.</summary>
public sealed class ResumeOutcomeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Settings of a definition, each of which makes it another one.</summary>
    private static readonly Dictionary<string, Action<PipelineBuilder, StageBuilder, ActionBuilder>> Settings = new()
    {
        ["limit of the pipeline"] = (pipeline, _, _) => pipeline.ExpiresAfter(Minute),
        ["finalizer"] = (pipeline, _, _) => pipeline.Finally("notify", (_, _) => Task.CompletedTask),
        ["release"] = (pipeline, _, _) => pipeline.Release("slot", ReleasePolicy.OnSuccess),
        ["strategy of the pipeline"] = (pipeline, _, _) => pipeline.OnFailure(FailureStrategy.RollbackPipeline),
        ["limit of a stage"] = (_, stage, _) => stage.ExpiresAfter(Minute),
        ["strategy of a stage"] = (_, stage, _) => stage.OnFailure(FailureStrategy.RollbackStage),
        ["limit of attempts"] = (_, _, action) => action.TimeoutAfter(Minute),
        ["limit of an action"] = (_, _, action) => action.DeadlineAfter(Minute),
        ["abortable"] = (_, _, action) => action.Abortable(),
        ["rollback"] = (_, _, action) => action.OnRollback((_, _) => Task.CompletedTask),
        ["intervention"] = (_, _, action) => action.OnFailure(FailureStrategy.Intervene(Minute)),
    };

    public static TheoryData<string> Names { get; } = [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HR_14_Another_setting_is_another_definition(string name)
    {
        Pipeline before = Define(changed: null);
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(before);
        ExecutionHandle execution = await host.BringToAsync(before, ExecutionStatus.Failed);
        await host.StopAsync();
        await host.RestartAsync(builder => builder.AddPipeline(Define(Settings[name])));
        execution = host.GetHandle(execution.Id);

        await Refused.AsAsync(ErrorCode.DefinitionChanged, execution, null, () => execution.ResumeAsync("two"));
        await Refused.AsAsync(ErrorCode.DefinitionChanged, execution, null, () => execution.RetryStageAsync("two"));
        Assert.Equal(ErrorCode.DefinitionChanged, (await execution.GetCapabilitiesAsync())[Verb.Resume, stage: "two"].Refusal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HR_13_The_same_setting_is_the_same_definition(string name)
    {
        Pipeline before = Define(Settings[name]);
        Assert.Equal(before.Fingerprint, Define(Settings[name]).Fingerprint);
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(before);
        ExecutionHandle execution = await host.BringToAsync(before, ExecutionStatus.Stopped);
        await host.StopAsync();
        await host.RestartAsync(builder => builder.AddPipeline(Define(Settings[name])));
        host.Gates["b"].Open();

        ExecutionHandle next = await host.GetHandle(execution.Id).ResumeAsync("two");

        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded)]", await next.CloseAsync());
    }

    [Fact]
    public async Task After_a_rollback_of_the_pipeline_it_starts_at_or_before_the_earliest_rolled_back_stage()
    {
        List<string> undone = [];
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.OnFailure(FailureStrategy.RollbackPipeline);
            define.Stage("one").Action("a", Scenario.PassGateAsync, action => action.OnRollback(Undo("a")));
            define.Stage("two").Action("b", Scenario.PassGateAsync, action => action.OnRollback(Undo("b")));
            define.Stage("three").Action("c", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        host.Gates["a"].Open();
        host.Gates["b"].Open();
        ExecutionHandle execution = await host.FailAtAsync(pipeline, "c");
        Assert.Equal(["b", "a"], undone);

        await Refused.AsAsync(ErrorCode.NotResumable, execution, "RolledBack", () => execution.ResumeAsync("two"));
        await Refused.AsAsync(ErrorCode.NotResumable, execution, "RolledBack", () => execution.ResumeAsync("three"));
        await Refused.AsAsync(ErrorCode.StageNotRetryable, execution, "Failed", () => execution.RetryStageAsync("three"));
        host.Gates["c"].Open();
        ExecutionHandle next = await execution.ResumeAsync("one");

        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Succeeded (c=Succeeded)]", await next.CloseAsync());
        Assert.Equal((2, 2), (host.Gates["a"].Arrivals, host.Gates["b"].Arrivals));
        Assert.Equal("Failed [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (c=Failed)]", (await execution.GetAsync()).Describe());

        Func<RollbackContext, CancellationToken, Task> Undo(string name) => (_, _) =>
        {
            undone.Add(name);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task After_a_rollback_of_a_stage_that_stage_and_those_before_it_may_be_named_and_what_is_reused_is_never_undone()
    {
        int undone = 0;
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Stage("one").Action("a", Scenario.PassGateAsync, action => action.OnRollback(UndoAsync));
            StageBuilder two = define.Stage("two").OnFailure(FailureStrategy.RollbackStage);
            two.Action("x", Scenario.PassGateAsync, action => action.OnRollback(UndoAsync));
            two.Action("b", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        host.Gates["a"].Open();
        host.Gates["x"].Open();
        ExecutionHandle execution = await host.FailAtAsync(pipeline, "b");
        Assert.Equal(1, undone);

        ExecutionHandle next = await execution.ResumeAsync("two");

        Assert.Equal("Failed [one: Reused (a=Reused); two: Failed (x=Succeeded, b=Failed)]", await next.CloseAsync());
        Assert.Equal(2, undone);
        host.Gates["b"].Open();
        Assert.StartsWith("Succeeded [one: Reused (a=Reused); two: Succeeded", await (await next.ResumeAsync("two")).CloseAsync(), StringComparison.Ordinal);
        Assert.Equal(1, host.Gates["a"].Arrivals);

        Task UndoAsync(RollbackContext context, CancellationToken token)
        {
            undone++;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task HR_02_HR_03_HR_04_A_lineage_goes_on_over_a_rejection_an_expiry_and_an_abort()
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Stage("check").Approval("lead");
            define.Stage("deploy").ExpiresAfter(Minute).Parallel(group =>
            {
                group.Approval("qa");
                group.Action("d", Scenario.PassGateAsync);
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle first = await host.As("alice").StartAsync(pipeline);
        ApprovalSnapshot lead = await AskedAsync(first, "check", "lead");
        await host.As("lena").GetHandle(first.Id).ApproveAsync(lead.Token!);
        await first.RejectAsync((await AskedAsync(first, "deploy", "qa")).Token!);
        await host.ReachedAsync("d");
        host.Gates["d"].OpenOnce();
        Assert.StartsWith("Rejected ", await first.CloseAsync(), StringComparison.Ordinal);

        ExecutionHandle second = await first.ResumeAsync("deploy");
        await host.ReachedAsync("d", 2);
        await host.AdvanceAsync(Minute);
        Assert.StartsWith("Expired ", await second.CloseAsync(), StringComparison.Ordinal);

        ExecutionHandle third = await second.ResumeAsync("deploy");
        await host.ReachedAsync("d", 3);
        await third.AbortAsync(StopMode.Cancel);
        Assert.StartsWith("Aborted ", await third.CloseAsync(), StringComparison.Ordinal);

        ExecutionHandle fourth = await third.ResumeAsync("deploy");
        host.Gates["d"].Open();
        await fourth.ApproveAsync((await AskedAsync(fourth, "deploy", "qa")).Token!);
        Assert.Equal("Succeeded [check: Reused (lead=Reused); deploy: Succeeded (qa=Succeeded, d=Succeeded)]", await fourth.CloseAsync());

        IReadOnlyList<ExecutionSummary> history = await second.HistoryAsync();
        Assert.Equal([first.Id, second.Id, third.Id, fourth.Id], history.Select(one => one.Id));
        Assert.Equal([ExecutionStatus.Rejected, ExecutionStatus.Expired, ExecutionStatus.Aborted, ExecutionStatus.Succeeded], history.Select(one => one.Status));
        Assert.Equal([1, 2, 3, 4], history.Select(one => one.Lineage.Iteration));
        Assert.Equal([false, false, false, true], history.Select(one => one.IsLatest));
        Assert.All(history, one => Assert.Equal(first.Id, one.Lineage.Root));
        ActionSnapshot reused = (await fourth.GetAsync())["check"]["lead"];
        Assert.Equal((first.Id, "lena"), (reused.ReusedFrom, reused.Approval!.Answer!.Actor));
        await Refused.AsAsync(ErrorCode.NotResumable, fourth, "Succeeded", () => fourth.ResumeAsync("deploy"));
    }

    private static async Task<ApprovalSnapshot> AskedAsync(ExecutionHandle execution, string stage, string action) =>
        (await execution.UntilAsync(snapshot => snapshot[stage][action].Approval is { IsPending: true }))[stage][action].Approval!;

    private static Pipeline Define(Action<PipelineBuilder, StageBuilder, ActionBuilder>? changed) => Pipeline.Define("release", define =>
    {
        define.Stage("one").Action("a", Scenario.PassGateAsync);
        StageBuilder two = define.Stage("two");
        two.Action("b", Scenario.PassGateAsync, action => changed?.Invoke(define, two, action));
    });
}
