using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The mode Queue: one execution in a stage, the others behind it in the order in which they came.</summary>
public sealed class QueueTests
{
    [Fact]
    public Task CP_39_An_execution_enters_when_the_one_that_locked_the_stage_leaves_it() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        trial.Open("a2");
        await trial.WaitsAsync(2, "deploy");
        await trial.LinesAsync("build: -; deploy: 1 < 2");
        await trial.IsAsync(2, "Running [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");

        trial.Open("b1");

        await trial.ReachedAsync("b2");
        await trial.LinesAsync("build: -; deploy: 2");
        await trial.FinishAsync(2);
    });

    [Fact]
    public Task CP_43_Waiting_executions_go_in_order_and_none_is_superseded() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial.LinesAsync("build: 1 < 2 3; deploy: -");
        await trial.IsAsync(3, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");

        trial.Open("a1");
        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2 < 3; deploy: 1");
        trial.Open("a2");
        await trial.ReachedAsync("a3");
        await trial.LinesAsync("build: 3; deploy: 1 < 2");

        await trial.FinishAsync(1, 2, 3);
        await trial.LinesAsync("build: -; deploy: -");
    });

    [Fact]
    public Task First_come_first_in_at_inner_gates_too() => LineTrial.RunAsync(ExecutionMode.Queue, "build: a; test: b; deploy: c", async trial =>
    {
        for (int number = 1; number <= 5; number++)
        {
            await trial.StartAsync("a");
            trial.Open($"a{number}");
            await (number == 1 ? trial.ReachedAsync("b1") : trial.WaitsAsync(number, "test"));
        }

        await trial.LinesAsync("build: -; test: 1 < 2 3 4 5; deploy: -");
        for (int number = 1; number <= 5; number++)
        {
            await trial.ReachedAsync($"b{number}");
            Assert.All(Enumerable.Range(number + 1, 5 - number), later => Assert.Equal(0, trial.Gate($"b{later}").Arrivals));
            trial.Open($"b{number}");
        }

        await trial.FinishAsync(1, 2, 3, 4, 5);
    });

    [Fact]
    public Task An_execution_that_takes_the_lock_and_the_one_that_frees_it_share_a_commit() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        trial.Open("a1");
        await trial.ReachedAsync("a2");

        RecordedCommit handOver = Assert.Single(trial.Recording.Commits, commit => commit.Events.Any(one => one.Happened is StageClosed { Stage: "build" }));

        Assert.Equal(
            ["1 StageClosed build", "1 StageEntered deploy", "2 StageEntered build"],
            handOver.Events.Where(one => one.Happened is StageClosed or StageEntered)
                .Select(one => $"{trial.NumberOf(one.Execution)} {one.Happened.GetType().Name} {((StageEvent)one.Happened).Stage}")
                .Order());
        await trial.FinishAsync(1, 2, 3);
    });

    [Fact]
    public Task HA_10_A_queued_execution_is_aborted_immediately_and_nothing_started() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();

        Receipt receipt = await trial[2].AbortAsync();

        Assert.Equal(ExecutionStatus.Aborted, receipt.Status);
        await trial.IsAsync(2, "Aborted [build: NotRun (a=NotRun); deploy: NotRun (b=NotRun)]");
        Assert.Equal(0, trial.Gate("a2").Arrivals);
        await trial.LinesAsync("build: 1; deploy: -");
        await trial.FinishAsync(1);
    });

    [Theory]
    [InlineData("build")]
    [InlineData("deploy")]
    public Task HA_08_A_stage_that_waits_at_its_gate_can_not_be_aborted(string stage) => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        bool isInner = stage == "deploy";
        await trial.DisableGateAsync(stage);
        await trial.StartAsync();
        trial.Open("a1");
        await trial.WaitsAsync(1, stage);

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.StageNotStarted, trial[1], nameof(StageStatus.Waiting), () => trial[1].AbortStageAsync(stage));

        Assert.Equal((Verb.Abort, stage), (refusal.Verb, refusal.Target?.Stage));
        await trial.LinesAsync(isInner ? "build: -; deploy: - | < 1" : "build: - | < 1; deploy: -");
        await trial.EnableGateAsync(stage);
        await trial.FinishAsync(1);
    });

    [Fact]
    public Task HR_07_A_queued_execution_can_not_be_resumed() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.NotResumable, trial[2], nameof(ExecutionStatus.Queued), () => trial[2].ResumeAsync("build"));

        Assert.Equal(Verb.Resume, refusal.Verb);
        await trial.FinishAsync(1, 2);
    });

    [Fact]
    public Task CP_47_An_execution_stopped_at_a_gate_can_not_be_retried() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.DisableGateAsync("deploy");
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.WaitsAsync(1, "deploy");
        await trial.StartAsync("a");
        await trial.StartAsync();
        await trial[1].StopAsync();
        await trial[3].StopAsync();
        await trial.IsAsync(1, "Stopped [build: Succeeded (a=Succeeded); deploy: NotRun (b=NotRun)]");

        foreach ((int number, string stage) in ((int, string)[])[(1, "deploy"), (3, "build"), (3, "deploy")])
        {
            foreach (StageRetryMode mode in Enum.GetValues<StageRetryMode>())
            {
                await Refused.AsAsync(
                    ErrorCode.StageNotRetryable, trial[number], nameof(StageStatus.NotRun), () => trial[number].RetryStageAsync(stage, mode));
            }
        }

        await trial.EnableGateAsync("deploy");
        await trial.FinishAsync(2);
    });

    [Fact]
    public Task A_resumed_execution_arrives_at_the_line_of_the_named_stage() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        trial.Fail("b1");
        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.StartAsync("a");
        trial.Open("a2");
        await trial.ReachedAsync("b2");
        await trial.StartAsync("a");
        trial.Open("a3");
        await trial.WaitsAsync(3, "deploy");

        await trial.ResumeAsync(1, "deploy");

        await trial.IsAsync(4, "Queued [build: Reused (a=Reused); deploy: Waiting (b=Pending)]");
        await trial.LinesAsync("build: -; deploy: 2 < 3 4");
        trial.Open("b2");
        await trial.ReachedAsync("b3");
        trial.Open("b3");
        await trial.ReachedAsync("b4");
        trial.Open("b4");
        await trial.ClosesAsync(4, ExecutionStatus.Succeeded);
    });

    [Fact]
    public async Task An_execution_whose_id_was_asked_for_just_before_its_start_stands_in_the_line()
    {
        HeldStore store = new();
        await LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue) { Store = store }, async trial =>
        {
            await trial.StartAsync("a");
            Guid id = trial.NextId();
            Task<ExecutionSnapshot>? early = null;
            Task<ExecutionHandle>? start = null;
            await store.HoldReadAsync(() => early = trial.Host.GetHandle(new ExecutionId(id)).GetAsync());
            start = trial.Orchestrator.StartAsync(new StartRequest("release") { CommandId = id });
            store.ReleaseReads();

            await start.WithinAsync(trial.Host.Describe);
            await Races.OutcomeAsync(early!);

            await trial.LinesAsync("build: 1 < 2; deploy: -");
            await trial.FinishAsync(1, 2);
        });
    }
}
