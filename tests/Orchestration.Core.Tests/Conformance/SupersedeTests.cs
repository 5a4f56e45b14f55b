using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The mode Supersede: one execution in a stage, one in front of it; a newer arrival closes the older that waits.</summary>
public sealed class SupersedeTests
{
    [Fact]
    public Task CP_40_A_newer_arrival_closes_the_older_waiting_one() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        trial.Open("a2");
        await trial.WaitsAsync(2, "deploy");
        await trial.StartAsync("a");
        await trial.LinesAsync("build: 3; deploy: 1 < 2");

        trial.Open("a3");

        await trial.ClosesAsync(2, ExecutionStatus.Superseded);
        await trial.IsAsync(2, "Superseded [build: Succeeded (a=Succeeded); deploy: NotRun (b=NotRun)]");
        await trial.LinesAsync("build: -; deploy: 1 < 3");
        ExecutionSnapshot older = await trial[2].GetAsync();
        Assert.Equal((trial[3].Id, ReasonCode.Superseded), (older.Summary.SupersededBy!.Value, older.Summary.ClosedReason!.Value));
        Assert.Equal(ReasonCode.Superseded, older.Stages[1].Reason);
        await trial.FinishAsync(1, 3);
        Assert.Equal(0, trial.Gate("b2").Arrivals);
    });

    [Fact]
    public Task At_the_first_stage_each_start_closes_the_one_before_it() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(60);

        await trial.LinesAsync("build: 1 < 61; deploy: -");
        for (int number = 2; number <= 60; number++)
        {
            await trial.ClosesAsync(number, ExecutionStatus.Superseded);
            Assert.Equal(trial[number + 1].Id, (await trial[number].GetAsync()).Summary.SupersededBy);
        }

        await trial.IsAsync(60, "Superseded [build: NotRun (a=NotRun); deploy: NotRun (b=NotRun)]");
        await trial.FinishAsync(1, 61);
    });

    [Fact]
    public Task Arriving_and_superseding_share_a_commit() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);

        RecordedCommit commit = Assert.Single(trial.Recording.Commits, one => one.Events.Any(part => part.Happened is ExecutionClosed));

        Assert.Equal(
            ["2 ExecutionClosed", "3 ExecutionStarted", "3 StageWaiting"],
            commit.Events.Where(one => one.Happened is ExecutionClosed or ExecutionStarted or StageWaiting)
                .Select(one => $"{trial.NumberOf(one.Execution)} {one.Happened.GetType().Name}").Order());
        Assert.Equal([trial[3].Id], commit.Pipeline!.Stages.Single(line => line.Stage == "build").Waiting.Select(one => one.Execution));
    });

    [Fact]
    public Task A_free_stage_lets_arrivals_in_and_nobody_is_superseded() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        for (int number = 1; number <= 3; number++)
        {
            await trial.StartAsync("a");
            await trial.FinishAsync(number);
        }

        await trial.LinesAsync("build: -; deploy: -");
    });

    [Fact]
    public Task Each_gate_has_its_own_waiting_execution() => LineTrial.RunAsync(ExecutionMode.Supersede, "build: a; test: b; deploy: c", async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1", "b1");
        await trial.ReachedAsync("c1");
        await trial.StartAsync("a");
        trial.Open("a2", "b2");
        await trial.WaitsAsync(2, "deploy");
        await trial.StartAsync("a");
        trial.Open("a3");
        await trial.ReachedAsync("b3");
        await trial.StartAsync("a");
        trial.Open("a4");
        await trial.WaitsAsync(4, "test");
        await trial.LinesAsync("build: -; test: 3 < 4; deploy: 1 < 2");

        trial.Open("b3");

        await trial.ClosesAsync(2, ExecutionStatus.Superseded);
        await trial.ReachedAsync("b4");
        await trial.LinesAsync("build: -; test: 4; deploy: 1 < 3");
        await trial.FinishAsync(1, 3, 4);
    });

    [Fact]
    public Task Who_waits_at_a_disabled_gate_can_be_superseded() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync(3);

        await trial.ClosesAsync(1, ExecutionStatus.Superseded);
        await trial.ClosesAsync(2, ExecutionStatus.Superseded);
        await trial.LinesAsync("build: - | < 3; deploy: -");
        await trial.EnableGateAsync("build");
        await trial.FinishAsync(3);
    });

    [Fact]
    public Task CP_42_A_superseded_execution_can_neither_be_retried_nor_resumed_nor_stopped() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial.ClosesAsync(2, ExecutionStatus.Superseded);
        string status = nameof(ExecutionStatus.Superseded);

        await Refused.AsAsync(ErrorCode.StageNotRetryable, trial[2], nameof(StageStatus.NotRun), () => trial[2].RetryStageAsync("build"));
        await Refused.AsAsync(ErrorCode.NotResumable, trial[2], status, () => trial[2].ResumeAsync("build"));
        await Refused.AsAsync(ErrorCode.NotStoppable, trial[2], status, () => trial[2].StopAsync());
        await Refused.AsAsync(ErrorCode.NotStoppable, trial[2], status, () => trial[2].AbortAsync(StopMode.Abandon));
        Capabilities capabilities = await trial[2].GetCapabilitiesAsync();
        Assert.Equal([Verb.ReleaseResources, Verb.Rerun], capabilities.Verbs.Where(verb => verb.IsAllowed).Select(verb => verb.Verb));
        await trial.FinishAsync(1, 3);
    });

    [Fact]
    public Task A_wait_for_a_superseded_execution_ends() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        ExecutionHandle waiting = await trial.StartAsync();
        Task<ExecutionSummary> wait = waiting.WaitAsync();
        await trial.StartAsync();
        Assert.Equal(ExecutionStatus.Superseded, (await wait.WithinAsync(trial.Host.Describe)).Status);
        IEnumerable<ExecutionSummary> stoppable = (await trial.Orchestrator.ListAsync(new ExecutionQuery { StoppableOnly = true })).Executions;
        Assert.Equal([trial[3].Id, trial[1].Id], stoppable.Select(one => one.Id));
    });

    [Fact]
    public async Task Many_starts_at_once_leave_one_in_the_stage_and_one_in_front_of_it()
    {
        for (int round = 0; round < 20; round++)
        {
            await LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
            {
                Guid[] ids = [.. Enumerable.Range(0, 8).Select(_ => trial.NextId())];
                Task<ExecutionHandle>[] starts = new Task<ExecutionHandle>[ids.Length];

                OwnThread.Race([.. ids.Select((id, index) =>
                    (Action)(() => starts[index] = trial.Orchestrator.StartAsync(new StartRequest("release") { CommandId = id })))]);

                await Task.WhenAll(starts).WithinAsync(trial.Host.Describe);
                PipelineStage build = (await trial.PipelineAsync())["build"];
                int[] left = [trial.NumberOf(build.Holder!.Execution), trial.NumberOf(Assert.Single(build.Waiting).Execution)];
                foreach (int number in Enumerable.Range(1, ids.Length).Except(left))
                {
                    await trial.ClosesAsync(number, ExecutionStatus.Superseded);
                }

                await trial.FinishAsync(left);
            });
        }
    }
}
