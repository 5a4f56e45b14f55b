using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The receipt of a stop: accepted, effective, settled; found again by its command id.</summary>
public sealed class ReceiptTests
{
    [Fact]
    public Task A_settled_receipt_lists_what_finished_was_abandoned_and_was_not_run() => Trial.RunAsync("build: z, a b c, d; deploy: e", async trial =>
    {
        trial.Open("z");
        await trial.ReachedAsync("a", "b", "c");
        Receipt receipt = await trial.StopAsync();
        trial.Open("a");
        trial.Fail("b");
        await trial.UntilAsync("Stopping [build: Stopping (z=Succeeded, a=Succeeded, b=Failed, c=Running, d=NotRun); deploy: Pending (e=Pending)]");
        await trial.StopAsync(StopMode.Abandon);

        Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);

        Assert.Equal(ExecutionStatus.Stopped, settlement.Status);
        Assert.Equal(["build/a", "build/b"], settlement.Finished);
        Assert.Empty(settlement.Cancelled);
        Assert.Equal(["build/c"], settlement.Abandoned);
        Assert.Equal(["build/d", "deploy/e"], settlement.NotRun);
        Assert.Empty(settlement.LeftBehind);
    });

    [Fact]
    public Task It_goes_from_accepted_over_effective_to_settled() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        DateTimeOffset accepted = trial.Host.Time.GetUtcNow();
        Receipt receipt = await trial.StopAsync(reason: "wrong tag");
        Task<Settlement> settled = receipt.SettledAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.False(settled.IsCompleted);
        Receipt waiting = (await trial.Orchestrator.FindReceiptAsync(receipt.CommandId))!;
        Assert.Equal((accepted, accepted, null), (waiting.Command.AcceptedAt, waiting.Command.EffectiveAt, waiting.Command.SettledAt));
        Assert.Equal((ExecutionStatus.Stopping, trial.Execution.Id, "wrong tag"), (waiting.Status, waiting.Execution, waiting.Command.Reason));

        trial.Open("a");
        await settled.WithinAsync(trial.Host.Describe);

        Receipt found = (await trial.Orchestrator.FindReceiptAsync(receipt.CommandId))!;
        Assert.Equal((ExecutionStatus.Stopped, accepted + TimeSpan.FromMinutes(1)), (found.Status, found.Command.SettledAt));
        await found.EffectiveAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(["build/a"], (await found.SettledAsync().WithinAsync(trial.Host.Describe)).Finished);
    });

    [Fact]
    public Task It_is_found_again_after_a_crash_and_settles_there() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt before = await trial.StopAsync(reason: "wrong tag");
        Task<Settlement> waiting = before.SettledAsync();

        await trial.CrashAndRestartAsync();

        await Assert.ThrowsAsync<OrchestrationException>(() => waiting.WithinAsync(trial.Host.Describe));
        Receipt found = (await trial.Orchestrator.FindReceiptAsync(before.CommandId))!;
        Assert.Equal((before.CommandId, before.Command.AcceptedAt, "wrong tag"), (found.CommandId, found.Command.AcceptedAt, found.Command.Reason));
        Settlement settlement = await found.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(["build/a"], settlement.Abandoned);
        Assert.Equal(["build/b"], settlement.NotRun);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
        Assert.Empty((await trial.Execution.GetAsync()).Orphans);
    });

    [Fact]
    public Task A_receipt_that_has_settled_keeps_what_it_said_when_the_stage_is_retried() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt receipt = await trial.StopAsync(StopMode.Abandon);
        Settlement before = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
        trial.Open("a", "b");
        await trial.Execution.RetryStageAsync("build");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");

        await Check(receipt);
        await trial.CrashAndRestartAsync();
        await Check((await trial.Orchestrator.FindReceiptAsync(receipt.CommandId))!);

        async Task Check(Receipt asked)
        {
            Settlement after = await asked.SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal((before.Status, ExecutionStatus.Stopped), (after.Status, before.Status));
            Assert.Equal(before.Abandoned, after.Abandoned);
            Assert.Equal(before.NotRun, after.NotRun);
            Assert.Empty(after.Finished);
        }
    });

    [Fact]
    public Task The_receipt_of_a_retry_speaks_of_its_stage_alone() => Trial.RunAsync("build: a b; deploy: c", async trial =>
    {
        trial.Open("a");
        trial.Fail("b");
        await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Failed); deploy: NotRun (c=NotRun)]");
        trial.Open("b");
        Receipt receipt = await trial.Execution.RetryStageAsync("build");
        Assert.Equal((ExecutionStatus.Running, Verb.RetryStage, "build"), (receipt.Status, receipt.Command.Verb, receipt.Command.Stage));
        await trial.ReachedAsync("c");

        Settlement first = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
        trial.Open("c");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded); deploy: Succeeded (c=Succeeded)]");
        Settlement second = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);

        Assert.Equal((ExecutionStatus.Running, ExecutionStatus.Running), (first.Status, second.Status));
        Assert.Equal(["build/b"], first.Finished);
        Assert.Equal(["build/b"], second.Finished);
    });

    [Fact]
    public Task What_an_action_left_behind_is_listed() => Trial.RunAsync("build: a", Registering(), async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt receipt = await trial.StopAsync(StopMode.Abandon);

        Resource left = Assert.Single((await receipt.SettledAsync().WithinAsync(trial.Host.Describe)).LeftBehind);

        Assert.Equal(("container", "c-1", "build", "a", 1), (left.Kind, left.Key, left.Stage, left.Action, left.Attempt));
        Assert.Equal(left, Assert.Single((await trial.Execution.GetAsync()).Resources));
    });

    [Fact]
    public Task An_unknown_command_has_no_receipt() => Trial.RunAsync("build: a", async trial =>
    {
        Assert.Null(await trial.Orchestrator.FindReceiptAsync(Guid.NewGuid()));
        Receipt start = (await trial.Orchestrator.FindReceiptAsync(trial.Execution.Id.Value))!;
        Assert.Equal((Verb.Start, trial.Execution.Id), (start.Command.Verb, start.Execution));
    });

    [Fact]
    public Task Ending_the_wait_for_a_receipt_ends_the_waiting_alone() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt receipt = await trial.StopAsync();
        using CancellationTokenSource own = new();
        Task[] waits = [receipt.SettledAsync(own.Token), trial.Execution.WaitAsync(own.Token), NextAsync()];

        await own.CancelAsync();

        foreach (Task wait in waits)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WithinAsync(trial.Host.Describe));
        }

        await trial.IsAsync("Stopping [build: Stopping (a=Running)]");
        trial.Open("a");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");

        async Task NextAsync()
        {
            await foreach (ExecutionEvent _ in trial.Execution.WatchAsync(own.Token))
            {
            }
        }
    });

    private static TrialSetup Registering()
    {
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, token) =>
        {
            await context.RegisterResourceAsync("container", "c-1", cancellationToken: token);
            await trial.Gate("a").PassAsync(token);
        };
        return setup;
    }
}
