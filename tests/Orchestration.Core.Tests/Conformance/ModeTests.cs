using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>An execution keeps the mode that it started with, and those of different modes share a pipeline's locks or none.</summary>
public sealed class ModeTests
{
    private static readonly LineSetup Queue = new(ExecutionMode.Queue);
    private static readonly LineSetup Supersede = new(ExecutionMode.Supersede) { Version = "2" };
    private static readonly LineSetup Parallel = new(ExecutionMode.Parallel) { Version = "0" };

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task CP_44_In_the_mode_Parallel_a_stop_leaves_others_alone_and_no_lock_is_involved(StopMode how) =>
        LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync("a");
            long before = (await trial[2].GetAsync()).Version;

            await trial[1].StopAsync(how);
            trial.Open("a1");
            await trial.ClosesAsync(1, ExecutionStatus.Stopped);

            Assert.Equal(before, (await trial[2].GetAsync()).Version);
            await trial.IsAsync(2, "Running [build: Running (a=Running); deploy: Pending (b=Pending)]");
            await trial.LinesAsync("build: -; deploy: -");
            Assert.DoesNotContain(trial.Recording.Commits, commit => commit.Pipeline is not null);
            await trial.FinishAsync(2);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CP_51_Executions_that_started_in_Parallel_stay_so_when_the_mode_becomes_Queue(bool crash) =>
        LineTrial.RunAsync(Parallel with { MayRest = true }, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync("a");
            Pipeline old = trial.Pipeline;
            await trial.RestartAsync(crash, Queue, old);
            await trial.ReachedAsync("a1", 2);
            await trial.ReachedAsync("a2", 2);

            await trial.StartAsync("a");
            await trial.StartAsync();

            Assert.Equal([ExecutionMode.Parallel, ExecutionMode.Queue], [(await trial[2].GetAsync()).Summary.Mode, (await trial[3].GetAsync()).Summary.Mode]);
            await trial.LinesAsync("build: 3 < 4; deploy: -");
            trial.Open("a1", "a2", "a3");
            await trial.ReachedAsync("b1", "b2", "b3", "a4");
            await trial.LinesAsync("build: 4; deploy: 3");
            await trial.FinishAsync(1, 2, 3, 4);
        });

    [Fact]
    public Task Executions_that_started_in_Queue_stay_so_when_the_mode_becomes_Parallel() =>
        LineTrial.RunAsync(Queue with { MayRest = true }, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync();
            Pipeline old = trial.Pipeline;
            await trial.RestartAsync(crash: true, Parallel with { Version = "2" }, old);
            await trial.ReachedAsync("a1", 2);

            await trial.StartAsync("a");
            await trial.StartAsync("a");

            await trial.LinesAsync("build: 1 < 2; deploy: -");
            trial.Open("a1");
            await trial.ReachedAsync("a2");
            await trial.FinishAsync(1, 2, 3, 4);
        });

    [Fact]
    public Task Who_waits_in_the_mode_Queue_is_not_superseded_by_another_version_in_the_mode_Supersede() =>
        LineTrial.RunAsync(Queue with { MayRest = true }, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync();
            Pipeline old = trial.Pipeline;
            await trial.RestartAsync(crash: true, Supersede, old);
            await trial.ReachedAsync("a1", 2);

            await trial.StartAsync(2);

            await trial.ClosesAsync(3, ExecutionStatus.Superseded);
            await trial.LinesAsync("build: 1 < 2 4; deploy: -");
            trial.Open("a1");
            await trial.ReachedAsync("a2");
            trial.Open("a2");
            await trial.ReachedAsync("a4");
            await trial.FinishAsync(1, 2, 4);
        });

    [Fact]
    public Task A_newcomer_of_the_mode_Queue_supersedes_nobody() => LineTrial.RunAsync(Supersede with { MayRest = true }, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        Pipeline old = trial.Pipeline;
        await trial.RestartAsync(crash: true, Queue with { Version = "3" }, old);
        await trial.ReachedAsync("a1", 2);

        await trial.StartAsync();

        await trial.LinesAsync("build: 1 < 2 3; deploy: -");
        await trial.FinishAsync(1, 2, 3);
    });

    [Fact]
    public Task A_gate_holds_executions_of_every_mode_and_version() => LineTrial.RunAsync(Parallel with { MayRest = true }, async trial =>
    {
        await trial.StartAsync("a");
        Pipeline old = trial.Pipeline;
        await trial.RestartAsync(crash: true, Queue, old);
        await trial.ReachedAsync("a1", 2);
        await trial.StartAsync("a");
        await trial.DisableGateAsync("deploy");

        trial.Open("a1", "a2");
        await trial.WaitsAsync(1, "deploy");
        await trial.WaitsAsync(2, "deploy");
        PipelineSnapshot pipeline = await trial.PipelineAsync();
        Assert.Equal([1, 2], pipeline["deploy"].Waiting.Select(one => trial.NumberOf(one.Execution)).Order());

        await trial.EnableGateAsync("deploy");
        await trial.ReachedAsync("b1", "b2");
        await trial.FinishAsync(1, 2);
    });
}
