using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The three lifetimes of a child, against each way in which the action that has started it may end.</summary>
public sealed class ChildLifetimeTests
{
    public static TheoryData<string> Ends { get; } = ["returns", "returns early", "throws"];

    [Theory]
    [MemberData(nameof(Ends))]
    public Task A_child_of_the_root_s_lifetime_outlives_the_child_that_has_started_it(string how) => RunAsync(how, ActionLifetime.Root, async (trial, status) =>
    {
        await trial.UntilAsync($"Running: root=Running (p={status} (c=Running))");
        Assert.Empty(await trial.EventsAsync<ActionReturned>());
        trial.Open("c");
        await trial.UntilAsync($"Running: root=Running (p={status} (c=Succeeded))");
        trial.Open("root");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Succeeded))");
    });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task It_is_aborted_when_the_root_ends(string how) => RunAsync(how, ActionLifetime.Root, async (trial, status) =>
    {
        await trial.UntilAsync($"Running: root=Running (p={status} (c=Running))");
        trial.Open("root");
        await trial.UntilAsync($"Running: root=Running+ (p={status} (c=Stopping))");
        trial.Open("c");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Aborted))");
        Assert.Equal(ReasonCode.ParentEnded, (await trial.ChildAsync("p/c")).Reason);
    });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task A_child_of_its_parent_s_lifetime_is_aborted_when_that_ends_which_closes_behind_it(string how) => RunAsync(how, ActionLifetime.Parent, async (trial, status) =>
    {
        await trial.UntilAsync("Running: root=Running (p=Running+ (c=Stopping))");
        trial.Open("c");
        await trial.UntilAsync($"Running: root=Running (p={status} (c=Aborted))");
        Assert.Equal(ReasonCode.ParentEnded, (await trial.ChildAsync("p/c")).Reason);
        trial.Open("root");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Aborted))");
    });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task It_is_abandoned_where_it_does_not_return_within_the_grace(string how) => RunAsync(how, ActionLifetime.Parent, async (trial, status) =>
    {
        await trial.UntilAsync("Running: root=Running (p=Running+ (c=Stopping))");
        await trial.AdvanceAsync(30);
        await trial.IsAsync($"Running: root=Running (p={status} (c=Abandoned))");
        Assert.Equal("root/p/c", Assert.Single((await trial.Execution.GetAsync()).Orphans).Action);
        trial.Open("root", "c");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Abandoned))");
    });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task The_end_of_a_parent_waits_for_a_child_that_it_is_to_await(string how) => RunAsync(how, ActionLifetime.Await, async (trial, status) =>
    {
        await trial.UntilAsync("Running: root=Running (p=Running+ (c=Running))");
        await trial.AdvanceAsync(3_600);
        await trial.IsAsync("Running: root=Running (p=Running+ (c=Running))");
        trial.Open("c");
        await trial.UntilAsync($"Running: root=Running (p={status} (c=Succeeded))");
        trial.Open("root");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Succeeded))");
    });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task Its_failure_is_its_own_and_not_that_of_the_parent(string how) => RunAsync(how, ActionLifetime.Await, async (trial, status) =>
    {
        await trial.UntilAsync("Running: root=Running (p=Running+ (c=Running))");
        trial.Fail("c");
        await trial.UntilAsync($"Running: root=Running (p={status} (c=Failed))");
        trial.Open("root");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Failed))");
    });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task It_is_aborted_all_the_same_when_the_root_ends(string how) => RunAsync(how, ActionLifetime.Await, async (trial, status) =>
    {
        await trial.UntilAsync("Running: root=Running (p=Running+ (c=Running))");
        trial.Open("root");
        await trial.UntilAsync("Running: root=Running+ (p=Running+ (c=Stopping))");
        trial.Open("c");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={status} (c=Aborted))");
        Assert.Equal(["p/c", "p", "root"], await trial.ClosedAsync());
    });

    /// <summary>A root with a child <c>p</c>, which starts <c>c</c> and ends; <c>c</c> does not look at its token.</summary>
    private static Task RunAsync(string how, ActionLifetime lifetime, Func<TreeTrial, string, Task> body) => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            _ = context.Start("p", (p, token) => EndAsync(trial, p, lifetime, how, token), new() { Key = "p" });
            return trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root", "c");
            trial.Open("p");
            await body(trial, how == "throws" ? "Failed" : "Succeeded");
        });

    private static async Task EndAsync(TreeTrial trial, ActionContext p, ActionLifetime lifetime, string how, CancellationToken token)
    {
        ChildAction c = p.Start("c", trial.Deaf("c"), new() { Key = "c", Lifetime = lifetime });
        Task signal = trial.Gate("p").PassAsync(token);
        if (how == "returns early" && await Task.WhenAny(c.AsTask(), signal) == signal)
        {
            return;
        }

        await signal;
        if (how == "throws")
        {
            throw new InvalidOperationException("p broke");
        }
    }
}
