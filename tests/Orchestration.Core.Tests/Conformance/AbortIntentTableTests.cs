using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Intents combine by maximum, mode and outcome apart; every pair of requests as a table.</summary>
public sealed class AbortIntentTableTests
{
    private static readonly Pipeline Deaf = Pipeline.Define("release", define =>
    {
        define.Stage("build").Action("a", Scenario.IgnoreTokenAsync);
        define.Stage("deploy").Action("b", Scenario.PassGateAsync);
    });

    public static TheoryData<string, StopMode, string, StopMode> Pairs()
    {
        TheoryData<string, StopMode, string, StopMode> pairs = [];
        string[] verbs = ["stop", "abort", "abort build"];
        foreach (string first in verbs)
        {
            foreach (string second in verbs)
            {
                foreach (StopMode firstMode in new[] { StopMode.Wait, StopMode.Cancel })
                {
                    foreach (StopMode secondMode in Enum.GetValues<StopMode>())
                    {
                        pairs.Add(first, firstMode, second, secondMode);
                    }
                }
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_second_request_is_accepted_only_if_it_raises_mode_or_outcome_or_widens_the_scope(
        string first, StopMode firstMode, string second, StopMode secondMode)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(Deaf);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Deaf);
        await host.ReachedAsync("a");
        Receipt before = await SendAsync(execution, first, firstMode);
        await before.EffectiveAsync().WithinAsync(host.Describe);

        bool raisesOutcome = first == "stop" && second != "stop";
        bool widens = first == "abort build" && second == "abort";
        bool isAccepted = secondMode > firstMode || raisesOutcome || widens;
        if (!isAccepted)
        {
            OrchestrationException refusal = await Refused.AsAsync(
                ErrorCode.AlreadyStopping, execution, "Stopping", () => SendAsync(execution, second, secondMode));
            Assert.Equal(before.CommandId, refusal.IntentInForce);
        }

        Receipt last = isAccepted ? await SendAsync(execution, second, secondMode) : before;
        await last.EffectiveAsync().WithinAsync(host.Describe);

        StopMode mode = secondMode > firstMode ? secondMode : firstMode;
        ExecutionStatus outcome = first == "stop" && second == "stop" ? ExecutionStatus.Stopped : ExecutionStatus.Aborted;
        await AssertClosesAsync(host, execution, mode, outcome);
        Settlement[] settlements = [await before.SettledAsync().WithinAsync(host.Describe), await last.SettledAsync().WithinAsync(host.Describe)];
        Assert.All(settlements, settlement => Assert.Equal(outcome, settlement.Status));
        StopEffective[] effects = [.. (await execution.EventsAsync()).OfType<StopEffective>()];
        Assert.Equal(effects.Max(effect => effect.Mode), effects[^1].Mode);
    }

    [Fact]
    public async Task A_later_command_never_extends_the_grace()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(Deaf);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Deaf);
        await host.ReachedAsync("a");
        Receipt stop = await execution.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromSeconds(10) });
        await stop.EffectiveAsync().WithinAsync(host.Describe);
        await host.AdvanceAsync(TimeSpan.FromSeconds(4));

        Receipt abort = await execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromMinutes(10) });
        await abort.EffectiveAsync().WithinAsync(host.Describe);
        await host.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(ExecutionStatus.Stopping, (await execution.GetAsync()).Status);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("Aborted [build: Aborted (a=Abandoned); deploy: NotRun (b=NotRun)]", (await execution.GetAsync()).Describe());
    }

    [Fact]
    public async Task A_later_command_never_extends_the_deadline()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(Deaf);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Deaf);
        await host.ReachedAsync("a");
        await execution.StopAsync(new StopRequest { Deadline = TimeSpan.FromSeconds(10), Grace = TimeSpan.FromSeconds(1) });

        Receipt abort = await execution.AbortAsync(new AbortRequest { Deadline = TimeSpan.FromMinutes(10), Grace = TimeSpan.FromSeconds(1) });
        await abort.EffectiveAsync().WithinAsync(host.Describe);
        await host.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(ActionStatus.Stopping, (await execution.GetAsync())["build"]["a"].Status);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(ExecutionStatus.Aborted, (await execution.GetAsync()).Status);
    }

    private static Task<Receipt> SendAsync(ExecutionHandle execution, string verb, StopMode mode) => verb switch
    {
        "stop" => execution.StopAsync(mode),
        "abort" => execution.AbortAsync(mode),
        _ => execution.AbortStageAsync("build", mode),
    };

    private static async Task AssertClosesAsync(OrchestrationTestHost host, ExecutionHandle execution, StopMode mode, ExecutionStatus outcome)
    {
        ActionStatus inFlight = mode == StopMode.Wait ? ActionStatus.Running : mode == StopMode.Cancel ? ActionStatus.Stopping : ActionStatus.Abandoned;
        Assert.Equal(inFlight, (await execution.GetAsync())["build"]["a"].Status);
        host.Gates["a"].Open();
        ActionStatus end = mode == StopMode.Wait ? ActionStatus.Succeeded : mode == StopMode.Cancel ? ActionStatus.Aborted : ActionStatus.Abandoned;
        Assert.Equal($"{outcome} [build: {outcome} (a={end}); deploy: NotRun (b=NotRun)]", await execution.CloseAsync());
    }
}
