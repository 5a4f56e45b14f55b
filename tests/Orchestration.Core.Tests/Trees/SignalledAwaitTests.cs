using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>An await inside a signalled attempt throws a cancellation, and tells nothing of the child, whatever became of that.</summary>
public sealed class SignalledAwaitTests
{
    private static readonly Dictionary<string, Func<ActionContext, ChildAction<int>, Task>> Awaits = new()
    {
        ["await"] = async (_, child) => await child,
        ["await without result"] = async (_, child) => await (ChildAction)child,
        ["task"] = (_, child) => child.AsTask(),
        ["any"] = (context, child) => context.WhenAny([child]),
        ["all"] = (context, child) => context.WhenAll([child]),
        ["all without results"] = (context, child) => context.WhenAll((IEnumerable<ChildAction>)[child]),
        ["all settled"] = (context, child) => context.WhenAllSettled([child]),
        ["all settled without results"] = (context, child) => context.WhenAllSettled((IEnumerable<ChildAction>)[child]),
        ["each"] = async (context, child) =>
        {
            await foreach (ChildAction<int> _ in context.WhenEach([child]))
            {
            }
        },
    };

    public static TheoryData<string, bool> Cases { get; } = Make();

    [Theory]
    [MemberData(nameof(Cases))]
    public Task It_is_a_cancellation_though_the_child_had_ended_before(string how, bool fails)
    {
        Exception? error = null;
        return RunAsync(
            fails,
            async (trial, a, child, token) =>
            {
                await trial.Gate("ended").PassAsync(token);
                await Record.ExceptionAsync(() => trial.Gate("a").PassAsync(token));
                error = await Record.ExceptionAsync(() => Awaits[how](a, child));
            },
            async trial =>
            {
                trial.Open("child");
                await trial.UntilAsync($"Running: root=Running (a=Running (child={(fails ? "Failed" : "Succeeded")}))");
                trial.Open("ended");
                await trial.ReachedAsync("a");
                await trial.AbortAsync("a");
                await trial.ClosesAsync($"Succeeded: root=Succeeded (a=Aborted (child={(fails ? "Failed" : "Succeeded")}))");
                Assert.IsAssignableFrom<OperationCanceledException>(error);
            });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task An_await_that_goes_on_ends_at_the_signal_and_not_with_the_child(string how, bool fails)
    {
        Exception? error = null;
        return RunAsync(
            fails,
            async (trial, a, child, _) =>
            {
                Task waiting = Awaits[how](a, child);
                trial.Open("waits");
                error = await Record.ExceptionAsync(() => waiting);
                trial.Open("told");
            },
            async trial =>
            {
                await trial.Gate("waits").PassAsync().WithinAsync(trial.Host.Describe);
                await trial.AbortAsync("a");
                await trial.Gate("told").PassAsync().WithinAsync(trial.Host.Describe);
                await trial.UntilAsync("Running: root=Running (a=Stopping+ (child=Stopping))");
                trial.Open("child");
                await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (child=Aborted))");
                Assert.IsAssignableFrom<OperationCanceledException>(error);
            });
    }

    [Fact]
    public Task A_child_s_failure_in_the_step_that_signals_its_parent_is_a_cancellation_for_that()
    {
        Exception? error = null;
        return RunAsync(
            fails: true,
            async (trial, _, child, _) =>
            {
                trial.Open("waits");
                error = await child.ErrorAsync();
            },
            async trial =>
            {
                await trial.Gate("waits").PassAsync().WithinAsync(trial.Host.Describe);
                await trial.StopAsync(StopMode.Cancel);
                trial.Open("child");
                await trial.ClosesAsync("Stopped: root=Aborted (a=Aborted (child=Aborted))");
                Assert.IsAssignableFrom<OperationCanceledException>(error);
            });
    }

    /// <summary>A root that waits for <c>a</c>, which has started a child that does not look at its token.</summary>
    private static Task RunAsync(bool fails, Func<TreeTrial, ActionContext, ChildAction<int>, CancellationToken, Task> code, Func<TreeTrial, Task> body) => TreeTrial.RunAsync(
        async (trial, context, _) => await context.Start("a", (a, token) => code(trial, a, a.Start("child", async (_, _) =>
        {
            await trial.Gate("child").PassIgnoringCancellationAsync();
            return fails ? throw new InvalidOperationException("broken") : 5;
        }, new() { Key = "child" }), token), new() { Key = "a" }).ErrorAsync(),
        async trial =>
        {
            await trial.ReachedAsync("child");
            await body(trial);
        });

    private static TheoryData<string, bool> Make()
    {
        TheoryData<string, bool> cases = [];
        foreach (string how in Awaits.Keys)
        {
            cases.Add(how, false);
            cases.Add(how, true);
        }

        return cases;
    }
}
