using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A new execution runs one stage as an earlier one ran it.</summary>
public sealed class ReapplyTests
{
    private const string Sketch = "build: b; deploy: d; notify: n";
    private const string Done = "Succeeded [build: Succeeded (b=Succeeded); deploy: Succeeded (d=Succeeded); notify: Succeeded (n=Succeeded)]";
    private const string Reapplied = "Succeeded [build: Reused (b=Reused); deploy: Succeeded (d=Succeeded); notify: NotRun (n=NotRun)]";

    private static readonly Guid Id = new("0198f000-0000-7000-8000-000000000001");

    public static TheoryData<ExecutionMode> Modes { get; } = [ExecutionMode.Queue, ExecutionMode.Supersede];

    [Theory]
    [MemberData(nameof(Modes))]
    public Task CP_65_A_reapplication_runs_the_stage_and_leaves_the_original_untouched(ExecutionMode mode) => RunAsync(mode, async (trial, original) =>
    {
        long version = (await original.GetAsync()).Version;

        ExecutionHandle again = await original.ReapplyAsync("deploy", "undo");

        Assert.Equal(Reapplied, await again.CloseAsync());
        ExecutionSnapshot end = await again.GetAsync();
        Assert.Equal((ExecutionType.Reapply, original.Id, mode), (end.Summary.Type, end.Summary.Reapplies!.Value, end.Summary.Mode));
        Assert.Equal((again.Id, 1, null), (end.Summary.Lineage.Root, end.Summary.Lineage.Iteration, end.Summary.Lineage.ResumedFrom));
        Assert.Equal((original.Id, ReasonCode.Reused), (end["build"]["b"].ReusedFrom!.Value, end["build"].Reason));
        Assert.Equal((ReasonCode.Reapplication, ReasonCode.Reapplication), (end["notify"].Reason, end["notify"]["n"].Reason));
        Assert.Equal((Verb.Reapply, "deploy", "undo", again.Id.Value), (end.Commands[0].Verb, end.Commands[0].Stage, end.Commands[0].Reason, end.Commands[0].Id));
        Assert.Equal((1, 2, 1), (trial.Gate("b").Arrivals, trial.Gate("d").Arrivals, trial.Gate("n").Arrivals));
        ExecutionSnapshot untouched = await original.GetAsync();
        Assert.Equal((version, true, null, ExecutionType.Standard), (untouched.Version, untouched.Summary.IsLatest, untouched.ContinuedBy, untouched.Summary.Type));
        Assert.Equal([again.Id], (await again.HistoryAsync()).Select(one => one.Id));
        Assert.Equal([again.Id, original.Id], (await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Select(one => one.Id));
    });

    [Fact]
    public async Task It_has_the_originals_input_and_the_outputs_of_its_earlier_stages_whatever_ran_since()
    {
        List<string> read = [];
        Pipeline<string> pipeline = Pipeline.Define<string>("release", define =>
        {
            define.Mode(ExecutionMode.Queue);
            ActionRef<string> b = define.Stage("build").Action("b", (context, _) => Task.FromResult($"{context.Input<string>()}.zip"));
            define.Stage("deploy").Action("d", (context, _) =>
            {
                read.Add($"{context.Input<string>()} {context.Output(b)}");
                return Task.CompletedTask;
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle first = await host.Orchestrator.StartAsync(new StartRequest("release") { Input = "one", Labels = new Dictionary<string, string> { ["team"] = "blue" } });
        await first.CloseAsync();
        await (await host.Orchestrator.StartAsync(pipeline, "two")).CloseAsync();

        ExecutionHandle again = await first.ReapplyAsync("deploy");
        await again.CloseAsync();

        Assert.Equal(["one one.zip", "two two.zip", "one one.zip"], read);
        Assert.Equal("blue", (await again.GetAsync()).Summary.Labels["team"]);
        Assert.Equal("\"one\"", (await again.GetAsync()).Input?.ToString());
    }

    [Fact]
    public Task CP_67_While_it_waits_at_a_gate_a_stop_closes_it_at_once() => RunAsync(ExecutionMode.Queue, async (trial, original) =>
    {
        await trial.Orchestrator.DisableGateAsync("release", "deploy", "freeze");
        ExecutionHandle again = await original.ReapplyAsync("deploy");
        Assert.Equal("Queued [build: Reused (b=Reused); deploy: Waiting (d=Pending); notify: NotRun (n=NotRun)]", (await again.GetAsync()).Describe());

        await again.StopAsync();

        Assert.Equal("Stopped [build: Reused (b=Reused); deploy: NotRun (d=NotRun); notify: NotRun (n=NotRun)]", await again.CloseAsync());
        Assert.Equal([ExecutionStatus.Stopping, ExecutionStatus.Stopped], await StatusesAsync(again));
        Assert.Empty((await trial.Orchestrator.GetPipelineAsync("release"))["deploy"].Waiting);
    });

    [Fact]
    public Task The_same_command_again_gives_the_same_execution_whatever_became_of_it() => RunAsync(ExecutionMode.Queue, async (trial, original) =>
    {
        ReapplyRequest request = new("deploy") { CommandId = Id, Reason = "undo" };
        ExecutionHandle first = await original.ReapplyAsync(request);
        ExecutionHandle second = await original.ReapplyAsync(request);
        await first.CloseAsync();
        ExecutionHandle third = await original.ReapplyAsync(request);

        Assert.Equal((Id, Id, Id), (first.Id.Value, second.Id.Value, third.Id.Value));
        await Refused.AsAsync(ErrorCode.Conflict, () => original.ReapplyAsync(request with { Reason = "other" }));
        await Refused.AsAsync(ErrorCode.Conflict, () => original.ReapplyAsync(request with { Stage = "build" }));
        await Refused.AsAsync(ErrorCode.Conflict, () => original.ReapplyAsync(request with { CommandId = original.Id.Value }));
        await Refused.AsAsync(ErrorCode.Conflict, () => original.ReapplyAsync(new ReapplyRequest("deploy") { ExpectedVersion = 1 }));
        await trial.CrashAndRestartAsync();
        Assert.Equal(Id, (await trial.Execution.ReapplyAsync(request)).Id.Value);
        Assert.Equal(2, (await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Count);
        Assert.Equal(2, trial.Gate("d").Arrivals);
        Assert.Equal(Verb.Reapply, (await trial.Orchestrator.FindReceiptAsync(Id))!.Command.Verb);
    });

    [Fact]
    public Task Four_at_the_same_moment_with_one_id_are_one() => RunAsync(ExecutionMode.Queue, async (trial, original) =>
    {
        for (int round = 0; round < 20; round++)
        {
            ReapplyRequest request = new("deploy") { CommandId = Guid.NewGuid() };
            Task<ExecutionHandle>[] sent = new Task<ExecutionHandle>[4];
            OwnThread.Race([.. Enumerable.Range(0, sent.Length).Select<int, Action>(index => () => sent[index] = original.ReapplyAsync(request))]);
            ExecutionHandle[] handles = await Task.WhenAll(sent).WithinAsync(trial.Host.Describe);
            Assert.All(handles, handle => Assert.Equal(request.CommandId, handle.Id.Value));
            Assert.Equal(Reapplied, await handles[0].CloseAsync());
        }

        Assert.Equal(21, (await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Count);
    });

    [Fact]
    public Task A_preview_says_what_would_run_and_changes_nothing() => RunAsync(ExecutionMode.Queue, async (trial, original) =>
    {
        long version = (await original.GetAsync()).Version;
        Preview preview = await original.PreviewAsync(new ReapplyRequest("deploy"));

        Assert.Equal(
            [("b", Disposition.Reuse), ("d", Disposition.Run), ("n", Disposition.NotRun)],
            preview.Actions.Select(action => (action.Action, action.Disposition)));
        Assert.Equal((version, version), (preview.Version, (await original.GetAsync()).Version));
        Assert.Single((await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
        ExecutionHandle again = await original.ReapplyAsync(new ReapplyRequest("deploy") { ExpectedVersion = preview.Version });
        Assert.Equal(Reapplied, await again.CloseAsync());
    });

    [Fact]
    public async Task Only_the_stage_that_runs_is_asked_for_by_it_and_by_what_follows_from_it()
    {
        PermissionRules rules = new();
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Mode(ExecutionMode.Queue);
            define.Stage("test").Label("environment", "test").Action("t", Scenario.PassGateAsync);
            define.Stage("live").Label("environment", "production").Action("l", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await rules.StartHostAsync(pipeline);
        host.Gates["t"].Open();
        host.Gates["l"].Open();
        ExecutionHandle original = await host.Orchestrator.StartAsync(pipeline);
        await original.CloseAsync();
        rules.Allow = request => request.Caller.Identity?.Name != "bob" || request.Labels.GetValueOrDefault("environment") != "production";
        ExecutionHandle bobs = host.As("bob").GetHandle(original.Id);
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => bobs.ReapplyAsync("live"));
        host.Gates["t"].Fail(new InvalidOperationException("t broke"));
        rules.Asked.Clear();

        ExecutionHandle again = await bobs.ReapplyAsync("test");

        Assert.Equal((Permission.Execute, "test"), Assert.Single(rules.Asked.Select(request => (request.Permission, request.Stage))));
        await original.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal(ExecutionStatus.Failed, (await host.GetHandle(again.Id).WaitAsync().WithinAsync(host.Describe)).Status);
        host.Gates["t"].Open();
        Assert.True((await again.GetCapabilitiesAsync())[Verb.Resume, stage: "test"].IsAllowed);
        Assert.True((await again.GetCapabilitiesAsync())[Verb.RetryStage, stage: "test"].IsAllowed);
        await again.RetryStageAsync("test");
        Assert.Equal("Succeeded [test: Succeeded (t=Succeeded); live: NotRun (l=NotRun)]", await host.GetHandle(again.Id).CloseAsync());
    }

    /// <summary>An execution that has gone through every stage.</summary>
    private static async Task RunAsync(ExecutionMode mode, Func<Trial, ExecutionHandle, Task> body)
    {
        TrialSetup setup = new() { Define = define => define.Mode(mode) };
        await Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Open("b", "d", "n");
            await trial.ClosesAsync(Done);
            await body(trial, trial.Execution);
        });
    }

    /// <summary>The statuses that whoever watches the end of an execution sees.</summary>
    private static async Task<IReadOnlyList<ExecutionStatus>> StatusesAsync(ExecutionHandle execution) =>
    [
        .. (await execution.EventsAsync()).Select(happened => happened switch
        {
            StopRequested => ExecutionStatus.Stopping,
            ExecutionClosed closed => closed.Status,
            _ => ExecutionStatus.Queued,
        }).Where(status => status != ExecutionStatus.Queued),
    ];
}
