using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Stops of a child whose code has returned, and which waits for what it is to await.</summary>
public sealed class ReturnedChildStopTests
{
    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public Task How_it_closes_is_decided(StopMode mode) => RunAsync("5", async trial =>
    {
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.NotStoppable, TreeVerbs.Abort("a", mode));
        Assert.Equal("Running", refusal.ActualStatus);
        await trial.RefusedAsync(ErrorCode.NotStoppable, new MarkFailedRequest("tree", "root/a") { Mode = mode });
        trial.Open("b");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded (b=Succeeded))");
    });

    [Fact]
    public Task An_abandon_ends_the_waiting_and_the_value_is_not_lost() => RunAsync("5", async trial =>
    {
        await trial.RefusedAsync(ErrorCode.NotStoppable, new MarkFailedRequest("tree", "root/a") { Mode = StopMode.Abandon });
        Receipt receipt = await trial.AbortAsync("a", StopMode.Abandon);
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded (b=Abandoned))");
        Settlement settlement = await trial.SettlesAsync(receipt);
        Assert.Equal(["tree/root/a"], settlement.Finished);
        Assert.Equal(["tree/root/a/b"], settlement.Abandoned);
        Assert.Equal("5", (await trial.ChildAsync("a")).Output!.ToString());
        Assert.Equal("root/a/b", Assert.Single((await trial.Execution.GetAsync()).Orphans).Action);
    });

    [Fact]
    public Task The_child_that_it_waits_for_may_be_aborted() => RunAsync("5", async trial =>
    {
        await trial.AbortAsync("a/b");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded (b=Aborted))");
    });

    [Fact]
    public Task Its_cancel_is_without_effect() => RunAsync("5", async trial =>
    {
        trial.Open("cancel");
        await trial.Host.IdleAsync();
        await trial.IsAsync("Running: root=Running (a=Running+ (b=Running))");
        trial.Open("b");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded (b=Succeeded))");
        Assert.Empty(await trial.EventsAsync<ActionStopRequested>());
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task A_failure_that_is_to_be_retried_is_not_the_last_word(StopMode mode) => RunAsync("broken", async trial =>
    {
        await trial.AbortAsync("a", mode);
        if (mode == StopMode.Wait)
        {
            await trial.IsAsync("Running: root=Running (a=Running+ (b=Running))");
            trial.Open("b");
        }

        string b = mode switch
        {
            StopMode.Wait => "Succeeded",
            StopMode.Cancel => "Aborted",
            _ => "Abandoned",
        };
        await trial.ClosesAsync($"Succeeded: root=Succeeded (a=Aborted (b={b}))");
        Assert.Equal(1, (await trial.ChildAsync("a")).Attempt);
    });

    [Fact]
    public Task An_abort_that_was_accepted_before_its_return_decides_and_may_be_raised() => RunAsync("held", async trial =>
    {
        await trial.AbortAsync("a", StopMode.Wait);
        trial.Open("a");
        await trial.UntilAsync("Running: root=Running (a=Running+ (b=Running))");
        await trial.RefusedAsync(ErrorCode.AlreadyStopping, TreeVerbs.Abort("a", StopMode.Wait));
        await trial.AbortAsync("a");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Aborted))");
    });

    [Fact]
    public Task The_deadline_of_an_abort_passes_though_its_code_has_returned() => RunAsync("held", async trial =>
    {
        await trial.SendAsync(TreeVerbs.Abort("a", StopMode.Wait) with { Deadline = TimeSpan.FromSeconds(10) });
        trial.Open("a");
        await trial.UntilAsync("Running: root=Running (a=Running+ (b=Running))");
        await trial.AdvanceAsync(9);
        await trial.IsAsync("Running: root=Running (a=Running+ (b=Running))");
        await trial.AdvanceAsync(1);
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Aborted))");
    });

    /// <summary>A root that waits for <c>a</c>, which leaves <c>b</c> to be awaited and returns.</summary>
    private static Task RunAsync(string how, Func<TreeTrial, Task> body) => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            ChildAction<int> child = context.Start("a", (a, token) => LeaveAsync(trial, a, how, token), new() { Key = "a", Retries = 2, Backoff = Backoff.Fixed(TimeSpan.FromSeconds(5)) });
            Task cancel = trial.Gate("cancel").PassAsync(cancellationToken);
            if (await Task.WhenAny(cancel, child.AsTask()) == cancel)
            {
                child.Cancel();
                Assert.Equal(5, await child);
            }
        }),
        async trial =>
        {
            await trial.ReachedAsync("b");
            await trial.UntilAsync($"Running: root=Running (a=Running{(how == "held" ? string.Empty : "+")} (b=Running))");
            await body(trial);
            trial.Open("b");
        },
        TreeVerbs.AllowMarks);

    private static async Task<int> LeaveAsync(TreeTrial trial, ActionContext a, string how, CancellationToken token)
    {
        _ = a.Start("b", trial.At("b"), new() { Key = "b", Lifetime = ActionLifetime.Await });
        if (how == "held")
        {
            await trial.Gate("a").PassAsync(token);
        }

        return how == "broken" ? throw new InvalidOperationException("broken") : 5;
    }
}
