using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A stop over a stop: modes and outcomes combine by maximum, and never fall.</summary>
public sealed class EscalationTests
{
    public static TheoryData<StopMode, StopMode> Pairs()
    {
        TheoryData<StopMode, StopMode> pairs = [];
        foreach (StopMode first in Enum.GetValues<StopMode>())
        {
            foreach (StopMode second in Enum.GetValues<StopMode>())
            {
                pairs.Add(first, second);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_stop_over_a_stop_is_accepted_only_with_a_stronger_mode(StopMode first, StopMode second) => RunDeafAsync(async trial =>
    {
        Receipt before = await trial.StopAsync(first);
        if (first == StopMode.Abandon)
        {
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync(second));
            return;
        }

        if (second <= first)
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.StopAsync(second));
            Assert.Equal((before.CommandId, "Stopping"), (refusal.IntentInForce, refusal.ActualStatus));
            await trial.IsAsync(first == StopMode.Wait ? "Stopping [build: Stopping (a=Running)]" : "Stopping [build: Stopping (a=Stopping)]");
            return;
        }

        await trial.StopAsync(second);
        await trial.IsAsync(second == StopMode.Cancel ? "Stopping [build: Stopping (a=Stopping)]" : "Stopped [build: Stopped (a=Abandoned)]");
    });

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task An_abort_over_a_stop_raises_the_outcome_and_keeps_the_stronger_mode(StopMode first, StopMode second) => RunDeafAsync(async trial =>
    {
        if (first == StopMode.Abandon)
        {
            return;
        }

        await trial.StopAsync(first);

        Receipt abort = await trial.Execution.AbortAsync(second, "worse");
        await abort.EffectiveAsync();

        StopMode mode = (StopMode)Math.Max((int)first, (int)second);
        await trial.IsAsync(mode switch
        {
            StopMode.Wait => "Stopping [build: Stopping (a=Running)]",
            StopMode.Cancel => "Stopping [build: Stopping (a=Stopping)]",
            _ => "Aborted [build: Aborted (a=Abandoned)]",
        });
        trial.Open("a");
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        ExecutionSummary summary = (await trial.Execution.GetAsync()).Summary;
        Assert.Equal((ExecutionStatus.Aborted, ReasonCode.AbortRequested, "worse"), (summary.Status, summary.ClosedReason, summary.ClosedText));
    });

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_stop_over_an_abort_may_raise_the_mode_but_never_lowers_the_outcome(StopMode first, StopMode second) => RunDeafAsync(async trial =>
    {
        if (first == StopMode.Abandon)
        {
            return;
        }

        await (await trial.Execution.AbortAsync(first)).EffectiveAsync();
        if (second <= first)
        {
            await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.StopAsync(second));
        }
        else
        {
            await trial.StopAsync(second);
        }

        trial.Open("a");
        Assert.Equal(ExecutionStatus.Aborted, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
    });

    [Fact]
    public Task From_waiting_over_cancelling_to_abandoning_every_receipt_settles() => RunDeafAsync(async trial =>
    {
        Receipt[] receipts = [await trial.StopAsync(), await trial.StopAsync(StopMode.Cancel), await trial.StopAsync(StopMode.Abandon)];

        foreach (Receipt receipt in receipts)
        {
            Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(ExecutionStatus.Stopped, settlement.Status);
            Assert.Equal(["build/a"], settlement.Abandoned);
        }

        IEnumerable<CommandSnapshot> commands = (await trial.Execution.GetAsync()).Commands.Skip(1);
        Assert.All(commands, command => Assert.NotNull(command.EffectiveAt));
        Assert.Single(commands.Select(command => command.SettledAt).Distinct());
    });

    [Fact]
    public Task A_later_grace_shortens_the_one_that_runs_and_never_extends_it() => RunDeafAsync(async trial =>
    {
        await trial.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromSeconds(20) });
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(5));

        await (await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromHours(1) })).EffectiveAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(15));

        await trial.IsAsync("Aborted [build: Aborted (a=Abandoned)]");
    });

    [Fact]
    public Task An_abort_brings_its_shorter_grace_into_a_cancelling_stop() => RunDeafAsync(async trial =>
    {
        await trial.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromHours(1) });

        await (await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromSeconds(1) })).EffectiveAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await trial.IsAsync("Aborted [build: Aborted (a=Abandoned)]");
    });

    [Theory]
    [InlineData(60)]
    [InlineData(null)]
    public Task A_later_command_does_not_put_off_an_earlier_deadline(int? later) => RunDeafAsync(async trial =>
    {
        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromSeconds(10) });

        TimeSpan? deadline = later is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        await (await trial.Execution.AbortAsync(new AbortRequest { Deadline = deadline })).EffectiveAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(10));

        await trial.IsAsync("Stopping [build: Stopping (a=Stopping)]");
    });

    [Fact]
    public Task A_later_command_may_bring_a_deadline_forward() => RunDeafAsync(async trial =>
    {
        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromSeconds(60) });

        await (await trial.Execution.AbortAsync(new AbortRequest { Deadline = TimeSpan.FromSeconds(10) })).EffectiveAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(10));

        await trial.IsAsync("Stopping [build: Stopping (a=Stopping)]");
    });

    /// <summary>One action, in flight, that does not look at its token.</summary>
    private static Task RunDeafAsync(Func<Trial, Task> body)
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await body(trial);
        });
    }
}
