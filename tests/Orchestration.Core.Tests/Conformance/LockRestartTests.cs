using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Locks and lines over the end of a host: who was in is in, who waited waits in the same order, nobody is lost.</summary>
public sealed class LockRestartTests
{
    private static readonly LineSetup Queue = new(ExecutionMode.Queue) { MayRest = true };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Holder_and_line_are_the_same_on_the_next_host(bool crash) => LineTrial.RunAsync(Queue, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial.StartAsync("a");
        await trial.StartAsync(4);
        await trial.LinesAsync("build: 2 < 3 4 5 6; deploy: 1");

        await trial.RestartAsync(crash);

        await trial.ReachedAsync("b1", 2);
        await trial.ReachedAsync("a2", 2);
        await trial.LinesAsync("build: 2 < 3 4 5 6; deploy: 1");
        for (int number = 2; number <= 6; number++)
        {
            await trial.ReachedAsync($"a{number}");
            Assert.All(Enumerable.Range(number + 1, 6 - number), later => Assert.Equal(0, trial.Gate($"a{later}").Arrivals));
            trial.Open($"a{number}");
        }

        await trial.FinishAsync(1, 2, 3, 4, 5, 6);
        await trial.LinesAsync("build: -; deploy: -");
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Who_waits_behind_a_disabled_gate_waits_there_on_the_next_host(bool crash) => LineTrial.RunAsync(Queue, async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync(3);
        await trial.RestartAsync(crash);
        await trial.LinesAsync("build: - | < 1 2 3; deploy: -");

        await trial[2].StopAsync();
        await trial.EnableGateAsync("build");

        await trial.ReachedAsync("a1");
        await trial.LinesAsync("build: 1 < 3; deploy: -");
        await trial.FinishAsync(1, 3);
    });

    [Fact]
    public Task A_host_that_shuts_down_lets_nobody_in_and_the_next_one_does() => LineTrial.RunAsync(Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);
        trial.Open("a1");
        await trial.RestartAsync(crash: false);

        await trial.FinishAsync(1);
        trial.Open("a2");
        await trial.ReachedAsync("a3");
        await trial.LinesAsync("build: 3; deploy: 2");
        await trial.FinishAsync(2, 3);
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task XC_10_The_lock_of_an_execution_that_was_stopping_when_its_host_died_is_released(StopMode how) => LineTrial.RunAsync(
        Queue with { Deaf = ["a"] },
        async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync();
            Gate held = new("held");
            trial.Store.PassNext();
            trial.Store.HoldNext(held);
            await trial[1].StopAsync(how);
            await held.ReachedAsync().WithinAsync(trial.Host.Describe);
            await trial.Host.CrashAsync();
            held.Fail(new InvalidOperationException("The process is gone."));
            trial.Store.Repair();
            await trial.Host.RestartAsync();

            await trial.ClosesAsync(1, ExecutionStatus.Stopped);
            await trial.ReachedAsync("a2");
            await trial.LinesAsync("build: 2; deploy: -");
            await trial.FinishAsync(2);
        });

    [Fact]
    public Task XC_10_One_that_was_asked_for_its_condition_keeps_the_threshold_and_is_asked_again() => LineTrial.RunAsync(
        new LineSetup(ExecutionMode.Queue)
        {
            MayRest = true,
            When =
            {
                ["build"] = async (trial, number, token) =>
                {
                    await trial.Gate($"asked{number}").PassAsync(token);
                    return true;
                },
            },
        },
        async trial =>
        {
            await trial.StartAsync();
            await trial.ReachedAsync("asked1");
            await trial.StartAsync();
            await trial.RestartAsync(crash: true);

            await trial.ReachedAsync("asked1", 2);
            await trial.LinesAsync("build: 1 < 2; deploy: -");
            Assert.Equal(0, trial.Gate("asked2").Arrivals);
            trial.Open("asked1", "asked2");
            await trial.ReachedAsync("a1");
            await trial.FinishAsync(1, 2);
        });

    [Fact]
    public Task Crashes_again_and_again_keep_everybody_in_order() => LineTrial.RunAsync(Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(4);
        for (int number = 1; number <= 5; number++)
        {
            await trial.RestartAsync(crash: number % 2 == 0);
            await trial.ReachedAsync($"a{number}");
            trial.Open($"a{number}");
            trial.Open($"b{number}");
            await trial.ClosesAsync(number, ExecutionStatus.Succeeded);
        }

        await trial.LinesAsync("build: -; deploy: -");
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task A_waiting_execution_whose_history_is_damaged_leaves_the_others_going(int damaged) => LineTrial.RunAsync(Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(3);
        await trial.Host.CrashAsync();
        trial.Recording.Damage(trial[damaged].Id);
        await trial.Host.RestartAsync();
        await trial.ReachedAsync("a1", 2);

        await trial.FinishAsync(1);
        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.StoreCorrupt, () => trial[damaged].StopAsync());
        Assert.Contains(trial[damaged].Id.ToString(), refusal.Message);
        await trial.FinishAsync([.. new[] { 2, 3, 4 }.Where(number => number != damaged)]);
        await trial.LinesAsync($"build: - < {damaged}; deploy: -");
        await trial.StartAsync();
        await trial.FinishAsync(5);

        // Mended, it has kept its place.
        trial.Recording.Mend();
        await trial.Host.CrashAsync();
        await trial.Host.RestartAsync();
        await trial.ReachedAsync($"a{damaged}");
        await trial.FinishAsync(damaged);
    });
}
