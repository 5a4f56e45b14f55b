using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A pipeline's rollback takes the locks of earlier stages again, before those who wait, and leaves what a later execution has entered.</summary>
public sealed class RollbackLockTests
{
    public static TheoryData<ExecutionMode> Modes { get; } = [ExecutionMode.Queue, ExecutionMode.Supersede];

    [Theory]
    [MemberData(nameof(Modes))]
    public Task The_lock_is_taken_again_before_those_who_wait(ExecutionMode mode) => RunAsync(mode, async trial =>
    {
        await WaitAtBuildAsync(trial);
        trial.Fail("b1");
        await trial.ReachedAsync("undo a1");
        await trial.LinesAsync("build: 1 | < 2; deploy: -");
        await trial.EnableGateAsync("build");
        await trial.LinesAsync("build: 1 < 2; deploy: -");
        await trial.IsAsync(1, "RollingBack [build: Succeeded (a=Succeeded); deploy: Failed (b=Failed)]");
        trial.Open("undo a1");

        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2; deploy: -");
        await trial.FinishAsync(2);
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stage_that_a_later_execution_has_entered_is_left_and_recorded(ExecutionMode mode) => RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        trial.Fail("b1");

        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        ExecutionSnapshot end = await trial[1].GetAsync();
        KeyValuePair<string, Failure> left = Assert.Single(end.Rollback!.LeftStages);
        Assert.Equal(("build", "StageSuperseded"), (left.Key, left.Value.Type));
        Assert.Contains(trial[2].Id.ToString(), left.Value.Message, StringComparison.Ordinal);
        Assert.Equal(["build/a"], end.Rollback.Remaining);
        Assert.False(end["build"].IsRolledBack);
        Assert.Equal("b1 broke", end["deploy"]["b"].Failure?.Message);
        Assert.Equal(0, trial.Gate("undo a1").Arrivals);
        await trial.LinesAsync("build: 2; deploy: -");
        await trial.FinishAsync(2);
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task It_is_left_also_when_the_later_execution_is_gone_again(ExecutionMode mode) => RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        await (await trial[2].StopAsync(StopMode.Cancel)).SettledAsync().WithinAsync(trial.Host.Describe);
        await trial.LinesAsync("build: -; deploy: 1");
        trial.Fail("b1");

        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        Assert.Equal(["build"], (await trial[1].GetAsync()).Rollback!.LeftStages.Keys);
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task The_stages_that_nobody_has_entered_are_rolled_back_all_the_same(ExecutionMode mode) => LineTrial.RunAsync(
        Setup(mode, "one: a; two: b; three: c"), async trial =>
        {
            await trial.StartAsync("a");
            trial.Open("a1", "b1");
            await trial.ReachedAsync("c1");
            await trial.StartAsync("a");
            trial.Fail("c1");
            await trial.ReachedAsync("undo b1");
            trial.Open("a2");
            await trial.WaitsAsync(2, "two");
            await trial.LinesAsync("one: -; two: 1 < 2; three: -");
            trial.Open("undo b1");

            await trial.ClosesAsync(1, ExecutionStatus.Failed);
            await trial.ReachedAsync("b2");
            Assert.Equal("undo b", await trial[1].BegunAsync());
            Assert.Equal(["one"], (await trial[1].GetAsync()).Rollback!.LeftStages.Keys);
            Assert.Equal([false, true, false], (await trial[1].GetAsync()).Stages.Select(stage => stage.IsRolledBack));
            await trial.FinishAsync(2);
        });

    [Theory]
    [InlineData(ExecutionMode.Queue, StopMode.Wait)]
    [InlineData(ExecutionMode.Queue, StopMode.Cancel)]
    [InlineData(ExecutionMode.Supersede, StopMode.Abandon)]
    public Task A_stop_frees_the_lock_once_the_running_rollback_is_over(ExecutionMode mode, StopMode stop) => RunAsync(mode, async trial =>
    {
        await WaitAtBuildAsync(trial);
        trial.Fail("b1");
        await trial.ReachedAsync("undo a1");
        await trial.EnableGateAsync("build");
        await trial[1].StopAsync(stop);
        if (stop == StopMode.Wait)
        {
            await trial[1].GetAsync();
            await trial.LinesAsync("build: 1 < 2; deploy: -");
            trial.Open("undo a1");
        }

        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial.ReachedAsync("a2");
        await trial.FinishAsync(2);
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_crash_in_the_middle_keeps_the_lock(ExecutionMode mode) => RunAsync(mode, async trial =>
    {
        await WaitAtBuildAsync(trial);
        trial.Fail("b1");
        await trial.ReachedAsync("undo a1");
        await trial.EnableGateAsync("build");
        await trial.RestartAsync(crash: true);
        await trial.ReachedAsync("undo a1", 2);
        await trial.LinesAsync("build: 1 < 2; deploy: -");
        trial.Open("undo a1");

        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.ReachedAsync("a2");
        Assert.Equal("undo a, undo a", await trial[1].BegunAsync());
        await trial.FinishAsync(2);
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task The_lock_of_the_failed_stage_is_held_until_it_is_rolled_back(ExecutionMode mode) => LineTrial.RunAsync(
        Setup(mode, "one: a, bad") with { Define = pipeline => pipeline.OnFailure(FailureStrategy.RollbackStage) }, async trial =>
        {
            await trial.StartAsync("a");
            trial.Open("a1");
            trial.Fail("bad1");
            await trial.ReachedAsync("undo a1");
            await trial.StartAsync();
            await trial.LinesAsync("one: 1 < 2");
            trial.Open("undo a1");

            await trial.ClosesAsync(1, ExecutionStatus.Failed);
            await trial.FinishAsync(2);
        });

    [Fact]
    public Task In_parallel_nobody_is_in_the_way() => RunAsync(ExecutionMode.Parallel, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        trial.Fail("b1");
        await trial.ReachedAsync("undo a1");
        trial.Open("undo a1");

        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        Assert.Empty((await trial[1].GetAsync()).Rollback!.LeftStages);
        await trial.FinishAsync(2);
    });

    private static async Task WaitAtBuildAsync(LineTrial trial)
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.DisableGateAsync("build");
        await trial.StartAsync();
        await trial.WaitsAsync(2, "build");
    }

    private static Task RunAsync(ExecutionMode mode, Func<LineTrial, Task> body) => LineTrial.RunAsync(Setup(mode, "build: a; deploy: b"), body);

    private static LineSetup Setup(ExecutionMode mode, string sketch) => new(mode, sketch)
    {
        Define = pipeline => pipeline.OnFailure(FailureStrategy.RollbackPipeline),
        Undone = ["a", "b"],
    };
}
