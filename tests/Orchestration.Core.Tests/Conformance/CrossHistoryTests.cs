using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Random pipelines, stopped, aborted, retried and crashed at random places.</summary>
public sealed class CrossHistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task XC_03_XC_04_XC_06_XC_12_XC_15_Whatever_happens_the_history_keeps_the_rules(int seed)
    {
        Random random = new(seed);
        Pipeline pipeline = RandomPipeline(random, out int actions);
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        List<Receipt> receipts = [];
        for (int step = 0; step < 12; step++)
        {
            Gate gate = host.Gates[$"a{random.Next(actions)}"];
            switch (random.Next(8))
            {
                case 0:
                    await TryAsync(receipts, () => execution.StopAsync((StopMode)random.Next(3)));
                    break;
                case 1:
                    await TryAsync(receipts, () => execution.AbortAsync((StopMode)random.Next(3)));
                    break;
                case 2:
                    await TryAsync(receipts, () => execution.AbortStageAsync($"s{random.Next(3)}", (StopMode)random.Next(3)));
                    break;
                case 3:
                    await TryAsync(receipts, () => execution.RetryStageAsync($"s{random.Next(3)}", (StageRetryMode)random.Next(2)));
                    break;
                case 4:
                    gate.Fail(new InvalidOperationException("It broke."));
                    break;
                case 5 when random.Next(3) == 0:
                    await host.CrashAsync();
                    await host.RestartAsync();
                    execution = host.GetHandle(execution.Id);
                    break;
                default:
                    gate.Open();
                    break;
            }

            await host.AdvanceAsync(TimeSpan.FromSeconds(random.Next(8)));
        }

        for (int action = 0; action < actions; action++)
        {
            host.Gates[$"a{action}"].Open();
        }

        await execution.WaitAsync().WithinAsync(host.Describe);
        await execution.OrphansReturnedAsync().WithinAsync(host.Describe);
        ExecutionSnapshot snapshot = await execution.GetAsync();
        CrossHistory.Check(execution.Id, await execution.EventsAsync());
        Assert.All(snapshot.Commands, command => Assert.NotNull(command.SettledAt));
        foreach (Receipt receipt in receipts)
        {
            Receipt? found = await host.Orchestrator.FindReceiptAsync(receipt.CommandId);
            await found!.SettledAsync().WithinAsync(host.Describe);
        }

        AssertNamesItsCommand(snapshot);
    }

    /// <summary>XC-12: what a command closed names it, and the command names actor and time.</summary>
    private static void AssertNamesItsCommand(ExecutionSnapshot snapshot)
    {
        HashSet<Guid> known = [.. snapshot.Commands.Select(command => command.Id)];
        foreach (StageSnapshot stage in snapshot.Stages)
        {
            Assert.NotNull(stage.Reason);
            bool isByCommand = stage.Status is StageStatus.Stopped or StageStatus.Aborted || stage.Reason is ReasonCode.StopRequested or ReasonCode.AbortRequested;
            Assert.True(!isByCommand || known.Contains(stage.CommandId!.Value));
            foreach (ActionSnapshot action in stage.Actions)
            {
                Assert.NotNull(action.Reason);
                Assert.NotNull(action.ClosedAt);
                bool isByIntent = action.Status is ActionStatus.Aborted or ActionStatus.Abandoned || action.Reason is ReasonCode.StopRequested or ReasonCode.AbortRequested;
                Assert.True(!isByIntent || known.Contains(action.CommandId!.Value), $"{stage.Name}/{action.Name}: {action.Status} because of {action.Reason}");
            }
        }

        bool isStopped = snapshot.Status is ExecutionStatus.Stopped or ExecutionStatus.Aborted;
        Assert.Equal(isStopped, snapshot.Summary.ClosedBy is not null);
        Assert.All(snapshot.Commands, command => Assert.NotEmpty(command.Actor));
    }

    private static async Task TryAsync(List<Receipt> receipts, Func<Task<Receipt>> send)
    {
        try
        {
            receipts.Add(await send().WithinAsync());
        }
        catch (OrchestrationException refusal)
        {
            Assert.NotNull(refusal.Verb);
        }
    }

    private static Pipeline RandomPipeline(Random random, out int count)
    {
        int actions = 0;
        Pipeline pipeline = Pipeline.Define("random", define =>
        {
            for (int stage = 0; stage < 3; stage++)
            {
                StageBuilder builder = define.Stage($"s{stage}");
                for (int group = random.Next(1, 3); group > 0; group--)
                {
                    builder.Parallel(parallel =>
                    {
                        parallel.MaxParallel(random.Next(1, 3));
                        for (int action = random.Next(1, 4); action > 0; action--)
                        {
                            bool isDeaf = random.Next(4) == 0;
                            parallel.Action($"a{actions++}", isDeaf ? Scenario.IgnoreTokenAsync : Scenario.PassGateAsync);
                        }
                    });
                }
            }
        });
        count = actions;
        return pipeline;
    }
}
