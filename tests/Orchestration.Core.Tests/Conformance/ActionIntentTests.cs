using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Intents of one action beside each other and beside those of its stage and execution: modes and outcomes combine by maximum.</summary>
public sealed class ActionIntentTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<StopMode, bool, StopMode, bool> Pairs()
    {
        TheoryData<StopMode, bool, StopMode, bool> pairs = [];
        foreach (StopMode first in (StopMode[])[StopMode.Wait, StopMode.Cancel])
        {
            foreach (StopMode second in Enum.GetValues<StopMode>())
            {
                pairs.Add(first, true, second, true);
                pairs.Add(first, true, second, false);
                pairs.Add(first, false, second, true);
                pairs.Add(first, false, second, false);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task An_abort_and_a_mark_of_one_action_combine_in_both_orders(StopMode first, bool firstAborts, StopMode second, bool secondAborts) => RunAsync(async trial =>
    {
        Receipt before = await SendAsync(trial, first, firstAborts);
        bool isAccepted = second > first || (secondAborts && !firstAborts);
        if (!isAccepted)
        {
            OrchestrationException refusal = await trial.RefusedAsync(
                ErrorCode.AlreadyStopping, execution => execution.SendAsync(Request(second, secondAborts)));
            Assert.Equal(before.CommandId, refusal.IntentInForce);
            Receipt existing = await trial.Execution.SendAsync(Request(second, secondAborts) with { OnDuplicate = OnDuplicate.ReturnExisting });
            Assert.Equal(before.CommandId, existing.CommandId);
            await trial.IsAsync($"Running [build: Running (a={(first == StopMode.Wait ? "Running" : "Stopping")}, b=Running)]");
            return;
        }

        Receipt after = await SendAsync(trial, second, secondAborts);
        StopMode mode = second > first ? second : first;
        bool aborts = firstAborts || secondAborts;
        string status = mode == StopMode.Wait ? "Running" : mode == StopMode.Cancel ? "Stopping" : aborts ? "Abandoned" : "Failed";
        await trial.IsAsync($"Running [build: Running (a={status}, b=Running)]");
        trial.Open("a", "b");
        string end = mode == StopMode.Abandon && aborts ? "Abandoned" : aborts ? "Aborted" : "Failed";
        await trial.ClosesAsync($"Failed [build: Failed (a={end}, b=Succeeded)]");
        Assert.Equal(aborts ? ReasonCode.AbortRequested : ReasonCode.MarkedFailed, (await trial.ActionAsync("a")).Reason);
        Assert.Equal((await trial.SettlesAsync(before)).Cancelled, (await trial.SettlesAsync(after)).Cancelled);
        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
    });

    /// <summary>Over an abort of the action, then the result of both when the action returns by itself.</summary>
    [Theory]
    [InlineData(StopMode.Wait, StopMode.Wait, "a=Running", "a=Aborted")]
    [InlineData(StopMode.Wait, StopMode.Cancel, "a=Stopping", "a=Aborted")]
    [InlineData(StopMode.Wait, StopMode.Abandon, null, "a=Abandoned")]
    [InlineData(StopMode.Cancel, StopMode.Wait, "a=Stopping", "a=Aborted")]
    [InlineData(StopMode.Cancel, StopMode.Cancel, "a=Stopping", "a=Aborted")]
    [InlineData(StopMode.Cancel, StopMode.Abandon, null, "a=Abandoned")]
    public async Task A_stop_over_the_abort_of_an_action_closes_the_rest_as_it_says(StopMode own, StopMode stop, string? during, string end)
    {
        foreach (Verb verb in (Verb[])[Verb.Stop, Verb.Abort])
        {
            foreach (string? stage in (string?[])[null, "build"])
            {
                await RunAsync(trial => CheckAsync(trial, verb, stage));
            }
        }

        async Task CheckAsync(Trial trial, Verb verb, string? stage)
        {
            Receipt abort = await trial.AbortAsync("a", own);
            EndingRequest over = verb == Verb.Stop ? new StopRequest { Mode = stop } : new AbortRequest { Mode = stop, Stage = stage };
            Receipt receipt = await trial.SendAsync(over);
            if (during is not null)
            {
                await trial.Execution.UntilAsync(snapshot => snapshot.Describe().Contains($"({during}, b=", StringComparison.Ordinal));
            }

            trial.Open("a", "b");
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            string b = stop == StopMode.Wait ? "Succeeded" : stop == StopMode.Cancel ? "Aborted" : "Abandoned";
            string status = verb == Verb.Stop ? "Stopped" : "Aborted";
            Assert.Equal($"{status} [build: {status} ({end}, b={b})]", snapshot.Describe());
            Assert.Equal(receipt.CommandId, snapshot["build"].CommandId);
            Assert.Contains("build/a", Names(await trial.SettlesAsync(abort)));
            Assert.Contains("build/a", Names(await trial.SettlesAsync(receipt)));
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        }
    }

    [Theory]
    [InlineData(false, StopMode.Wait, StopMode.Wait, true)]
    [InlineData(false, StopMode.Wait, StopMode.Cancel, true)]
    [InlineData(false, StopMode.Cancel, StopMode.Wait, true)]
    [InlineData(false, StopMode.Cancel, StopMode.Cancel, true)]
    [InlineData(false, StopMode.Cancel, StopMode.Abandon, true)]
    [InlineData(true, StopMode.Wait, StopMode.Wait, false)]
    [InlineData(true, StopMode.Wait, StopMode.Cancel, true)]
    [InlineData(true, StopMode.Wait, StopMode.Abandon, true)]
    [InlineData(true, StopMode.Cancel, StopMode.Wait, false)]
    [InlineData(true, StopMode.Cancel, StopMode.Cancel, false)]
    [InlineData(true, StopMode.Cancel, StopMode.Abandon, true)]
    public async Task The_abort_of_an_action_over_a_stop_has_to_raise_something(bool aborts, StopMode stop, StopMode own, bool isAccepted)
    {
        foreach (string? stage in aborts ? (string?[])[null, "build"] : [null])
        {
            await RunAsync(async trial =>
            {
                Receipt receipt = await trial.SendAsync(aborts ? new AbortRequest { Mode = stop, Stage = stage } : new StopRequest { Mode = stop });
                AbortActionRequest request = new("build", "a") { Mode = own };
                if (isAccepted)
                {
                    await trial.SendAsync(request);
                    string now = own == StopMode.Abandon ? "Abandoned" : own == StopMode.Cancel || stop == StopMode.Cancel ? "Stopping" : "Running";
                    await trial.Execution.UntilAsync(snapshot => snapshot.Describe().Contains($"(a={now}, b=", StringComparison.Ordinal));
                }
                else
                {
                    OrchestrationException refusal = await Refused.AsAsync(ErrorCode.AlreadyStopping, () => trial.Execution.SendAsync(request));
                    Assert.Equal(receipt.CommandId, refusal.IntentInForce);
                }

                trial.Open("a", "b");
                await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
                ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
                string status = aborts ? "Aborted" : "Stopped";
                string a = own == StopMode.Abandon ? "Abandoned" : isAccepted || stop == StopMode.Cancel ? "Aborted" : "Succeeded";
                string b = stop == StopMode.Wait ? "Succeeded" : "Aborted";
                Assert.Equal($"{status} [build: {status} (a={a}, b={b})]", snapshot.Describe());
                await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            });
        }
    }

    [Fact]
    public Task Under_a_stop_that_waits_the_resolution_still_counts_and_no_strategy_runs() => RunAsync(async trial =>
    {
        await trial.StopAsync();
        await trial.AbortAsync("a", resolution: AbortResolution.Succeeded);
        trial.Open("a", "b");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task Under_a_stop_an_action_cant_be_marked() => RunAsync(async trial =>
    {
        Receipt receipt = await trial.StopAsync();
        foreach (MarkFailedRequest request in (MarkFailedRequest[])[new("build"), new("build", "a"), new("build", "a") { Mode = StopMode.Abandon }])
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.MarkFailedAsync(request));
            Assert.Equal((Verb.MarkFailed, receipt.CommandId), (refusal.Verb, refusal.IntentInForce));
        }

        Receipt existing = await trial.Execution.SendAsync(new MarkFailedRequest("build") { OnDuplicate = OnDuplicate.ReturnExisting });
        Assert.Equal(receipt.CommandId, existing.CommandId);
    });

    [Theory]
    [InlineData(10, 60)]
    [InlineData(60, 10)]
    [InlineData(60, 0)]
    public Task The_shorter_grace_holds_and_it_begins_with_the_first_signal(int first, int second) => RunAsync(async trial =>
    {
        await trial.SendAsync(new MarkFailedRequest("build", "a") { Grace = first * Second });
        await trial.Host.AdvanceAsync(Second);
        await trial.SendAsync(new AbortActionRequest("build", "a") { Grace = second * Second });
        int left = Math.Min(first - 1, second);
        if (left > 0)
        {
            await trial.Host.AdvanceAsync((left * Second) - TimeSpan.FromTicks(1));
            await trial.IsAsync("Running [build: Running (a=Stopping, b=Running)]");
        }

        await trial.Host.AdvanceAsync(left > 0 ? TimeSpan.FromTicks(1) : TimeSpan.Zero);

        await trial.UntilAsync("Running [build: Running (a=Abandoned, b=Running)]");
    });

    [Theory]
    [InlineData(10, 60)]
    [InlineData(60, 10)]
    public Task The_grace_of_a_stop_over_the_abort_of_an_action_only_shortens(int own, int stop) => RunAsync(async trial =>
    {
        await trial.SendAsync(new AbortActionRequest("build", "a") { Grace = own * Second });
        await trial.SendAsync(new StopRequest { Mode = StopMode.Cancel, Grace = stop * Second });
        trial.Open("b");
        await trial.UntilAsync("Stopping [build: Stopping (a=Stopping, b=Aborted)]");

        await trial.Host.AdvanceAsync((10 * Second) - TimeSpan.FromTicks(1));
        await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=Aborted)]");
        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=Aborted)]");
    });

    [Fact]
    public Task The_deadline_of_a_stop_signals_an_action_that_was_asked_to_end_by_itself() => RunAsync(async trial =>
    {
        await trial.AbortAsync("a", StopMode.Wait);
        await trial.SendAsync(new StopRequest { Deadline = 10 * Second, Grace = Second });
        await trial.Host.AdvanceAsync(10 * Second);
        await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=Stopping)]");
        await trial.Host.AdvanceAsync(Second);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=Abandoned)]");
    });

    private static IEnumerable<string> Names(Settlement settlement) => settlement.Cancelled.Concat(settlement.Abandoned).Concat(settlement.Finished);

    private static EndingRequest Request(StopMode mode, bool aborts) =>
        aborts ? new AbortActionRequest("build", "a") { Mode = mode } : new MarkFailedRequest("build", "a") { Mode = mode };

    private static Task<Receipt> SendAsync(Trial trial, StopMode mode, bool aborts) => trial.SendAsync(Request(mode, aborts));

    private static Task RunAsync(Func<Trial, Task> body) => Trial.RunAsync("build: a b", ActionStops.Setup("a").Deaf("a", "b"), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await body(trial);
    });
}
