using Orchestration.Storage;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A gate whose disabling was acknowledged is overtaken by nobody, and one that was enabled lets everybody in, whatever the store does.</summary>
public sealed class GateRaceTests
{
    [Theory]
    [InlineData(ExecutionMode.Parallel, true)]
    [InlineData(ExecutionMode.Parallel, false)]
    [InlineData(ExecutionMode.Queue, true)]
    [InlineData(ExecutionMode.Queue, false)]
    public async Task Whoever_starts_after_the_acknowledgement_waits(ExecutionMode mode, bool recorded)
    {
        for (int round = 0; round < 25; round++)
        {
            await LineTrial.RunAsync(new LineSetup(mode) { Store = recorded ? null : new InMemoryExecutionStore() }, async trial =>
            {
                Guid[] ids = [.. Enumerable.Range(0, 12).Select(_ => trial.NextId())];
                Task<ExecutionHandle>[] starts = new Task<ExecutionHandle>[ids.Length];
                Task disable = Task.CompletedTask;

                OwnThread.Race(
                    () => Start(0, 4),
                    () => Start(4, 8),
                    () =>
                    {
                        disable = trial.DisableGateAsync("build");
                        disable.Wait();
                        Start(8, 12);
                    });

                await Task.WhenAll([disable, .. starts]).WithinAsync(trial.Host.Describe);
                for (int number = 9; number <= 12; number++)
                {
                    await trial.IsAsync(number, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
                }

                await trial.EnableGateAsync("build");
                trial.Open([.. Enumerable.Range(1, ids.Length).SelectMany(number => (string[])[$"a{number}", $"b{number}"])]);
                await trial.FinishAsync([.. Enumerable.Range(1, ids.Length)]);

                void Start(int from, int to)
                {
                    for (int index = from; index < to; index++)
                    {
                        starts[index] = trial.Orchestrator.StartAsync(new StartRequest("release") { CommandId = ids[index] });
                    }
                }
            });
        }
    }

    [Fact]
    public Task A_start_on_its_way_to_the_store_does_not_overtake() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        Gate held = new("held");
        trial.Store.HoldNext(held);
        Task<ExecutionHandle> start = trial.StartAsync();
        await held.ReachedAsync().WithinAsync(trial.Host.Describe);
        await trial.DisableGateAsync("build");

        held.Open();
        await start.WithinAsync(trial.Host.Describe);

        await trial.IsAsync(1, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
        await trial.EnableGateAsync("build");
        await trial.FinishAsync(1);
    });

    [Fact]
    public Task Nor_does_a_stage_on_its_way_to_the_next_and_its_result_is_kept() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        await trial.StartAsync("a");
        Gate held = new("held");
        trial.Store.HoldNext(held);
        trial.Open("a1");
        await held.ReachedAsync().WithinAsync(trial.Host.Describe);
        await trial.DisableGateAsync("deploy");

        held.Open();

        await trial.UntilAsync(1, "Running [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");
        Assert.Equal(1, trial.Gate("a1").Arrivals);
        await trial.EnableGateAsync("deploy");
        await trial.FinishAsync(1);
    });

    [Theory]
    [InlineData(Verb.DisableGate)]
    [InlineData(Verb.EnableGate)]
    public Task A_start_that_meets_a_change_which_is_stored_but_not_answered_follows_it(Verb verb) => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        bool disable = verb == Verb.DisableGate;
        if (!disable)
        {
            await trial.DisableGateAsync("build");
            await trial.StartAsync();
        }

        Gate held = new("held");
        trial.Store.HoldAnswerOfNext(held);
        Task change = disable ? trial.DisableGateAsync("build") : trial.EnableGateAsync("build");
        await held.ReachedAsync().WithinAsync(trial.Host.Describe);

        await trial.StartAsync();

        await trial.IsAsync(trial.Count, disable
            ? "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]"
            : "Running [build: Running (a=Running); deploy: Pending (b=Pending)]");
        held.Open();
        await change.WithinAsync(trial.Host.Describe);
        if (disable)
        {
            await trial.EnableGateAsync("build");
        }

        await trial.FinishAsync([.. Enumerable.Range(1, trial.Count)]);
    });

    [Fact]
    public Task Enabling_whose_answer_is_never_found_lets_those_in_who_wait() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync(2);
        trial.Store.LoseAnswerOfNext(times: 100);
        await Refused.AsAsync(ErrorCode.StoreUnavailable, () => trial.EnableGateAsync("build"));
        trial.Store.Repair();

        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await trial.ReachedAsync("a1", "a2");
        await trial.FinishAsync(1, 2);
    });

    [Fact]
    public Task One_that_can_not_be_let_in_because_the_store_fails_is_let_in_later() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync();
        trial.Store.PassNext();
        trial.Store.FailNext(CommitResult.Failed);
        await trial.EnableGateAsync("build");
        await trial.Store.FaultsUsedAsync().WithinAsync(trial.Host.Describe);

        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await trial.FinishAsync(1);
    });

    [Theory]
    [InlineData(CommitResult.Failed)]
    [InlineData(CommitResult.Conflict)]
    public Task A_change_that_is_not_stored_has_not_happened(CommitResult result) => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        DisableGateRequest request = new("release", "build", "freeze") { CommandId = Guid.NewGuid() };
        trial.Store.FailNext(result, times: 2);
        ErrorCode expected = result == CommitResult.Failed ? ErrorCode.StoreUnavailable : ErrorCode.Conflict;
        OrchestrationException refusal = await Refused.AsAsync(expected, () => trial.Orchestrator.DisableGateAsync(request));
        Assert.Equal(Verb.DisableGate, refusal.Verb);
        trial.Store.Repair();

        await trial.LinesAsync("build: -; deploy: -");
        await trial.Orchestrator.DisableGateAsync(request);
        await trial.StartAsync();
        await trial.LinesAsync("build: - | < 1; deploy: -");
        trial.Store.FailNext(result, times: 2);
        await Refused.AsAsync(expected, () => trial.EnableGateAsync("build"));
        trial.Store.Repair();
        await trial.LinesAsync("build: - | < 1; deploy: -");
        Assert.Equal(0, trial.Gate("a1").Arrivals);

        await trial.EnableGateAsync("build");
        await trial.FinishAsync(1);
    });

    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    public Task Conflicts_of_starts_beside_a_disabling_let_nobody_through(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.DisableGateAsync("build");
        for (int round = 1; round <= 5; round++)
        {
            trial.Store.FailNext(CommitResult.Conflict);
            await trial.StartAsync();
            await trial.IsAsync(round, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
        }
    });
}
