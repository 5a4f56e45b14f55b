using Orchestration.Storage;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A store that fails in the middle of a hand-over loses nobody and lets nobody in twice.</summary>
public sealed class LockStoreFaultTests
{
    public enum Fault
    {
        Failed,
        Conflict,
        Throws,
        LostOnce,
        LostAlways,
    }

    [Theory]
    [InlineData(Fault.Failed)]
    [InlineData(Fault.Conflict)]
    [InlineData(Fault.Throws)]
    [InlineData(Fault.LostOnce)]
    [InlineData(Fault.LostAlways)]
    public Task The_hand_over_at_the_end_of_a_stage_happens_once_the_store_works(Fault fault) => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);

        Break(trial.Store, fault);
        trial.Open("a1");
        await RepairAsync(trial, fault);

        await trial.ReachedAsync("b1", "a2");
        await trial.LinesAsync("build: 2 < 3; deploy: 1");
        Assert.Equal((1, 1, 1), (trial.Gate("a1").Arrivals, trial.Gate("b1").Arrivals, trial.Gate("a2").Arrivals));
        await trial.FinishAsync(1, 2, 3);
        Assert.All(Enumerable.Range(1, 3), number => Assert.Equal((1, 1), (trial.Gate($"a{number}").Arrivals, trial.Gate($"b{number}").Arrivals)));
    });

    [Theory]
    [InlineData(Fault.Failed)]
    [InlineData(Fault.Conflict)]
    [InlineData(Fault.Throws)]
    [InlineData(Fault.LostOnce)]
    [InlineData(Fault.LostAlways)]
    public Task So_does_the_one_that_a_stop_makes(Fault fault) => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);

        // The stop itself is stored; what it means is not, at first.
        trial.Store.PassNext();
        Break(trial.Store, fault, conflicts: 1);
        await trial[1].StopAsync(StopMode.Abandon);
        await RepairAsync(trial, fault);

        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2 < 3; deploy: -");
        await trial.FinishAsync(2, 3);
        Assert.Equal((1, 1), (trial.Gate("a2").Arrivals, trial.Gate("a3").Arrivals));
    });

    [Theory]
    [InlineData(Fault.Failed)]
    [InlineData(Fault.Conflict)]
    [InlineData(Fault.LostOnce)]
    [InlineData(Fault.LostAlways)]
    public Task A_superseding_arrival_is_stored_whole_or_not_at_all(Fault fault) => LineTrial.RunAsync(ExecutionMode.Supersede, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        StartRequest request = new("release") { CommandId = trial.NextId() };
        Break(trial.Store, fault);
        (ErrorCode? refused, _) = await Races.OutcomeAsync(trial.Orchestrator.StartAsync(request));
        trial.Store.Repair();
        Assert.Equal(fault switch { Fault.Failed or Fault.LostAlways => ErrorCode.StoreUnavailable, Fault.Conflict => ErrorCode.Conflict, _ => null }, refused);

        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));
        bool stored = fault is Fault.LostOnce or Fault.LostAlways;
        await trial.LinesAsync(stored ? "build: 1 < 3; deploy: -" : "build: 1 < 2; deploy: -");
        await trial.Orchestrator.StartAsync(request).WithinAsync(trial.Host.Describe);
        await trial.ClosesAsync(2, ExecutionStatus.Superseded);
        await trial.LinesAsync("build: 1 < 3; deploy: -");
        await trial.FinishAsync(1, 3);
    });

    [Theory]
    [InlineData(Fault.Failed)]
    [InlineData(Fault.LostAlways)]
    public Task The_lock_of_a_returned_orphan_is_handed_over_once_the_store_works(Fault fault) =>
        LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue) { Unlock = UnlockPolicy.AfterOrphansSettle }, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync();
            await trial[1].StopAsync(StopMode.Abandon);
            await trial.ClosesAsync(1, ExecutionStatus.Stopped);
            Break(trial.Store, fault);
            trial.Open("a1");
            await RepairAsync(trial, fault);

            await trial.ReachedAsync("a2");
            await trial.LinesAsync("build: 2; deploy: -");
            await trial.FinishAsync(2);
        });

    [Fact]
    public Task Faults_all_along_lose_nobody() => LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue, "build: a; test: b; deploy: c"), async trial =>
    {
        Random random = new(4711);
        for (int number = 1; number <= 8; number++)
        {
            trial.Open($"a{number}", $"b{number}", $"c{number}");
        }

        await trial.DisableGateAsync("build");
        await trial.StartAsync(8);
        for (int count = 0; count < 60; count++)
        {
            trial.Store.PassNext(random.Next(1, 3));
            switch (random.Next(4))
            {
                case 0:
                    trial.Store.FailNext(CommitResult.Failed);
                    break;
                case 1:
                    trial.Store.FailNext(CommitResult.Conflict, random.Next(1, 4));
                    break;
                case 2:
                    trial.Store.LoseAnswerOfNext(random.Next(1, 30));
                    break;
                default:
                    trial.Store.ThrowNext(new TimeoutException("The disk is slow."), random.Next(1, 25));
                    break;
            }
        }

        await Races.OutcomeAsync(trial.EnableGateAsync("build"));
        Task<ExecutionSummary>[] closes = [.. Enumerable.Range(1, 8).Select(number => CloseAsync(trial, number))];
        for (int seconds = 0; seconds < 200; seconds++)
        {
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        trial.Store.Repair();
        await Races.OutcomeAsync(trial.EnableGateAsync("build"));
        for (int seconds = 0; seconds < 5; seconds++)
        {
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(closes).WithinAsync(trial.Host.Describe);
        Assert.All(closes, close => Assert.Equal(ExecutionStatus.Succeeded, close.Result.Status));
        Assert.All(Enumerable.Range(1, 8), number => Assert.Equal(
            (1, 1, 1), (trial.Gate($"a{number}").Arrivals, trial.Gate($"b{number}").Arrivals, trial.Gate($"c{number}").Arrivals)));
        await trial.LinesAsync("build: -; test: -; deploy: -");
    });

    private static async Task<ExecutionSummary> CloseAsync(LineTrial trial, int number)
    {
        while (true)
        {
            try
            {
                return await trial[number].WaitAsync();
            }
            catch (OrchestrationException unavailable) when (unavailable.Code is ErrorCode.StoreUnavailable or ErrorCode.Conflict)
            {
                await Task.Yield();
            }
        }
    }

    private static void Break(FaultyStore store, Fault fault, int conflicts = 2)
    {
        switch (fault)
        {
            case Fault.Failed:
                store.FailNext(CommitResult.Failed);
                break;
            case Fault.Conflict:
                store.FailNext(CommitResult.Conflict, conflicts);
                break;
            case Fault.Throws:
                store.ThrowNext(new TimeoutException("The disk is slow."), times: 21);
                break;
            case Fault.LostOnce:
                store.LoseAnswerOfNext();
                break;
            default:
                store.LoseAnswerOfNext(times: 21);
                break;
        }
    }

    private static async Task RepairAsync(LineTrial trial, Fault fault)
    {
        await trial.Store.FaultsUsedAsync().WithinAsync(trial.Host.Describe);
        await trial.Host.IdleAsync();
        trial.Store.Repair();

        // Whoever is asked now answers behind the turn that has failed, so that what is tried again later is awaited by then.
        await trial.PipelineAsync();
        for (int number = 1; number <= trial.Count; number++)
        {
            await trial[number].GetAsync().WithinAsync(trial.Host.Describe);
        }

        if (fault != Fault.LostOnce)
        {
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }
}
