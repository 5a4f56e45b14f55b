using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Groups one after the other, their actions side by side, and what a failure or a stop makes of them.</summary>
public sealed class GroupTests
{
    [Fact]
    public Task A_group_begins_when_the_one_before_has_ended() => Trial.RunAsync("build: a b, c d; deploy: e", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        trial.Open("a");
        await trial.UntilAsync("Running [build: Running (a=Succeeded, b=Running, c=Pending, d=Pending); deploy: Pending (e=Pending)]");
        trial.Open("b");
        await trial.ReachedAsync("c", "d");
        trial.Open("c", "d");
        await trial.ReachedAsync("e");
        trial.Open("e");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded, d=Succeeded); deploy: Succeeded (e=Succeeded)]");
    });

    [Fact]
    public Task No_more_than_the_limit_run_at_once() => Trial.RunAsync("build: a b c d", new TrialSetup { MaxParallel = 2 }, async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await trial.IsAsync("Running [build: Running (a=Running, b=Running, c=Pending, d=Pending)]");
        trial.Open("b");
        await trial.ReachedAsync("c");
        await trial.IsAsync("Running [build: Running (a=Running, b=Succeeded, c=Running, d=Pending)]");
        trial.Open("a", "c");
        await trial.ReachedAsync("d");
        trial.Open("d");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded, d=Succeeded)]");
    });

    [Fact]
    public Task After_a_failure_siblings_run_to_their_end_those_that_wait_for_a_slot_too() =>
        Trial.RunAsync("build: a b c d, e; deploy: f", new TrialSetup { MaxParallel = 2 }, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            trial.Fail("a");
            await trial.ReachedAsync("c");
            await trial.IsAsync("Running [build: Running (a=Failed, b=Running, c=Running, d=Pending, e=Pending); deploy: Pending (f=Pending)]");
            trial.Open("b", "c");
            await trial.ReachedAsync("d");
            trial.Fail("d");

            await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Succeeded, c=Succeeded, d=Failed, e=NotRun); deploy: NotRun (f=NotRun)]");

            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal((ReasonCode.ActionFailed, ReasonCode.EarlierFailure), (snapshot["build"].Reason, snapshot["build"]["e"].Reason));
            Assert.Equal((ReasonCode.EarlierFailure, ReasonCode.EarlierFailure), (snapshot["deploy"].Reason, snapshot["deploy"]["f"].Reason));
            Assert.Equal((ReasonCode.ActionFailed, null), (snapshot.Summary.ClosedReason, snapshot.Summary.ClosedBy));
        });

    [Fact]
    public Task Under_a_stop_what_waits_for_a_slot_does_not_run() => Trial.RunAsync("build: a b c d", new TrialSetup { MaxParallel = 2 }, async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await trial.StopAsync();
        await trial.IsAsync("Stopping [build: Stopping (a=Running, b=Running, c=NotRun, d=NotRun)]");

        trial.Open("a", "b", "c", "d");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, c=NotRun, d=NotRun)]");
        Assert.Equal(0, trial.Gate("c").Arrivals + trial.Gate("d").Arrivals);
    });

    [Fact]
    public Task A_stop_after_a_failure_decides_the_outcome() => Trial.RunAsync("build: a b, c", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        trial.Fail("a");
        await trial.UntilAsync("Running [build: Running (a=Failed, b=Running, c=Pending)]");
        Receipt receipt = await trial.StopAsync();

        trial.Open("b");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Failed, b=Succeeded, c=NotRun)]");
        Assert.Equal(["build/b"], (await receipt.SettledAsync().WithinAsync(trial.Host.Describe)).Finished);
    });

    [Fact]
    public async Task A_retry_keeps_to_the_limit_of_the_group()
    {
        await Trial.RunAsync("build: a b c d", new TrialSetup { MaxParallel = 2 }, async trial =>
        {
            foreach (string name in new[] { "a", "b", "c", "d" })
            {
                trial.Fail(name);
            }

            await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Failed, c=Failed, d=Failed)]");
            trial.Gate("a").OpenOnce();
            await trial.Execution.RetryStageAsync("build");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Failed, c=Failed, d=Failed)]");

            int most = 0;
            HashSet<string> running = [];
            foreach (ExecutionEvent happened in await trial.Execution.EventsAsync())
            {
                _ = happened switch
                {
                    ActionStarted e => running.Add(e.Action),
                    ActionClosed e => running.Remove(e.Action),
                    _ => false,
                };
                most = Math.Max(most, running.Count);
            }

            Assert.Equal(2, most);
        });
    }
}
