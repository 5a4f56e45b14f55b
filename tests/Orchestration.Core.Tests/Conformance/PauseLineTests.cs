using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Paused executions in lines, at locks and at gates.</summary>
public sealed class PauseLineTests
{
    [Fact]
    public Task At_the_head_of_a_line_a_paused_execution_keeps_those_behind_it_waiting() => LineTrial.RunAsync(Resting(ExecutionMode.Queue), async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial.LinesAsync("build: 1 < 2 3; deploy: -");
        Receipt pause = await trial[2].PauseAsync();
        Assert.Equal(ExecutionStatus.Paused, pause.Status);
        await trial.FinishAsync(1);
        await trial.LinesAsync("build: - < 2 3; deploy: -");
        await trial.IsAsync(2, "Paused [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
        await trial.IsAsync(3, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");

        Receipt unpause = await trial[2].UnpauseAsync();

        Assert.Equal(ExecutionStatus.Running, unpause.Status);
        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2 < 3; deploy: -");
        await trial.FinishAsync(2, 3);
    });

    [Fact]
    public Task Behind_others_it_is_queued_again_after_its_pause() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial[3].PauseAsync();
        Receipt unpause = await trial[3].UnpauseAsync();
        Assert.Equal(ExecutionStatus.Queued, unpause.Status);
        await trial.LinesAsync("build: 1 < 2 3; deploy: -");
        await trial.FinishAsync(1, 2, 3);
    });

    [Fact]
    public Task A_stop_of_the_paused_one_lets_the_next_in() => LineTrial.RunAsync(Resting(ExecutionMode.Queue), async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial[2].PauseAsync();
        await trial.FinishAsync(1);

        await trial[2].StopAsync();

        await trial.ClosesAsync(2, ExecutionStatus.Stopped);
        await trial.ReachedAsync("a3");
        await trial.LinesAsync("build: 3; deploy: -");
        await trial.FinishAsync(3);
    });

    [Fact]
    public Task A_paused_execution_that_waits_can_be_superseded() => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        Receipt pause = await trial[2].PauseAsync();
        await trial.StartAsync();

        await trial.ClosesAsync(2, ExecutionStatus.Superseded);
        await pause.SettledAsync().WithinAsync(trial.Host.Describe);
        await trial.LinesAsync("build: 1 < 3; deploy: -");
        await trial.FinishAsync(1, 3);
    });

    [Fact]
    public Task A_paused_execution_between_stages_can_be_superseded_by_one_that_arrives() => LineTrial.RunAsync(Resting(ExecutionMode.Supersede), async trial =>
    {
        await trial.StartAsync("a");
        await trial[1].PauseAsync();
        trial.Open("a1");
        await trial.UntilAsync(1, "Paused [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");
        await trial.LinesAsync("build: -; deploy: - < 1");
        await trial.StartAsync("a");
        trial.Open("a2");

        await trial.ClosesAsync(1, ExecutionStatus.Superseded);

        await trial.FinishAsync(2);
    });

    [Fact]
    public Task A_paused_execution_keeps_the_lock_of_its_stage() => LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue, "build: a, b"), async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        await trial[1].PauseAsync();
        trial.Open("a1");
        await trial.UntilAsync(1, "Paused [build: Running (a=Succeeded, b=Pending)]");
        await trial.LinesAsync("build: 1 < 2");

        await trial[1].UnpauseAsync();

        await trial.FinishAsync(1, 2);
    });

    [Fact]
    public Task It_leaves_its_stage_and_takes_its_place_before_the_next() => LineTrial.RunAsync(Resting(ExecutionMode.Queue), async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        await trial[1].PauseAsync();
        trial.Open("a1", "a2");
        await trial.UntilAsync(1, "Paused [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");
        await trial.WaitsAsync(2, "deploy");
        await trial.LinesAsync("build: -; deploy: - < 1 2");

        await trial[1].UnpauseAsync();

        await trial.ReachedAsync("b1");
        await trial.LinesAsync("build: -; deploy: 1 < 2");
        await trial.FinishAsync(1, 2);
    });

    [Fact]
    public Task A_gate_that_is_enabled_in_a_pause_lets_nobody_in_before_its_end() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Orchestrator.DisableGateAsync("release", "deploy", "maintenance");
        trial.Open("a", "b");
        await trial.UntilAsync("Running [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");
        await trial.PauseAsync();
        await trial.Orchestrator.EnableGateAsync("release", "deploy");
        await trial.Host.IdleAsync();
        await trial.IsAsync("Paused [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");

        await trial.UnpauseAsync();

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
    });

    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Queue)]
    public Task In_front_of_a_disabled_gate_it_waits_on_after_its_pause(ExecutionMode mode) => LineTrial.RunAsync(Resting(mode), async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync();
        await trial[1].PauseAsync();
        await trial[1].UnpauseAsync();
        await trial.IsAsync(1, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");

        await trial[1].PauseAsync();
        await trial.EnableGateAsync("build");
        await trial.Host.IdleAsync();
        await trial.IsAsync(1, "Paused [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
        await trial[1].UnpauseAsync();

        await trial.FinishAsync(1);
    });

    [Fact]
    public Task A_paused_head_of_a_line_is_still_paused_after_a_restart() => LineTrial.RunAsync(Resting(ExecutionMode.Queue), async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        await trial[2].PauseAsync();
        await trial.FinishAsync(1);
        await trial.RestartAsync(crash: true);
        await trial.LinesAsync("build: - < 2 3; deploy: -");

        await trial[2].UnpauseAsync();

        await trial.FinishAsync(2, 3);
    });

    private static LineSetup Resting(ExecutionMode mode) => new(mode) { MayRest = true };
}
