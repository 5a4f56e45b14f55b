using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>An action is aborted at the instant at which it starts a child: one order or the other, and nothing is left running.</summary>
public sealed class AbortAtStartTests
{
    public static TheoryData<StopMode> Modes { get; } = [.. Enum.GetValues<StopMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public Task HA_46_A_child_whose_start_is_ordered_behind_the_abort_is_never_recorded(StopMode mode) => RunAsync(async (trial, together, p) =>
    {
        ChildAction? c = null;
        await together([() => _ = trial.Execution.AbortActionAsync(TreeVerbs.Abort("p", mode)), () => c = p.Start("c", trial.At("c"), new() { Key = "c" })]);
        Exception? error = await c!.ErrorAsync();
        Assert.True(mode == StopMode.Cancel ? error is OperationCanceledException : error is OrchestrationException { Code: ErrorCode.ScopeClosed }, error?.ToString());
        trial.Open("p");
        await trial.ClosesAsync($"Succeeded: root=Succeeded (p={(mode == StopMode.Abandon ? "Abandoned" : "Aborted")})");
        Assert.Equal(["p"], await trial.AddedAsync());
        Assert.Equal(0, trial.Gate("c").Arrivals);
    });

    [Theory]
    [InlineData(StopMode.Cancel, "p=Aborted (c=Aborted)")]
    [InlineData(StopMode.Abandon, "p=Abandoned (c=Aborted)")]
    public Task HA_46_A_child_whose_start_is_ordered_before_the_abort_is_aborted_too(StopMode mode, string end) => RunAsync(async (trial, together, p) =>
    {
        await together([() => _ = p.Start("c", trial.At("c"), new() { Key = "c" }), () => _ = trial.Execution.AbortActionAsync(TreeVerbs.Abort("p", mode))]);
        trial.Open("p");
        await trial.ClosesAsync($"Succeeded: root=Succeeded ({end})");
        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(mode == StopMode.Abandon ? ["root/p"] : [], snapshot.Orphans.Select(orphan => orphan.Action));
        Assert.Equal(0, trial.Gate("c").Waiting);
    });

    [Fact]
    public Task HA_46_Under_wait_a_child_that_was_started_before_ends_by_itself() => RunAsync(async (trial, together, p) =>
    {
        await together([() => _ = p.Start("c", trial.At("c"), new() { Key = "c" }), () => _ = trial.Execution.AbortActionAsync(TreeVerbs.Abort("p", StopMode.Wait))]);
        await trial.ReachedAsync("c");
        await trial.IsAsync("Running: root=Running (p=Running (c=Running))");
        trial.Open("c");
        await trial.UntilAsync("Running: root=Running (p=Running (c=Succeeded))");
        trial.Open("p");
        await trial.ClosesAsync("Succeeded: root=Succeeded (p=Aborted (c=Succeeded))");
    });

    [Theory]
    [InlineData("stop", false, "Stopped: root=Aborted (p=Aborted)")]
    [InlineData("stop", true, "Stopped: root=Aborted (p=Aborted (c=Aborted))")]
    [InlineData("abort", false, "Aborted: root=Aborted (p=Aborted)")]
    [InlineData("abort", true, "Aborted: root=Aborted (p=Aborted (c=Aborted))")]
    public Task HA_46_So_it_is_with_a_stop_of_the_execution(string verb, bool isStartedFirst, string end) => RunAsync(async (trial, together, p) =>
    {
        Task<Receipt>? stop = null;
        Action[] acts =
        [
            () => stop = verb == "stop" ? trial.Execution.StopAsync(StopMode.Cancel) : trial.Execution.AbortAsync(StopMode.Cancel),
            () => _ = p.Start("c", trial.At("c"), new() { Key = "c" }),
        ];
        await together(isStartedFirst ? [acts[1], acts[0]] : acts);
        await (await stop!).EffectiveAsync().WithinAsync(trial.Host.Describe);
        trial.Open("p");
        await trial.ClosesAsync(end);
    });

    [Fact]
    public Task FL_46_An_abort_that_comes_before_the_parent_has_seen_the_child_begin_is_an_abort_for_it() => RunAsync(async (trial, together, p) =>
    {
        ChildAction? c = null;
        Task<Receipt>? abort = null;
        await together([() => c = p.Start("c", trial.At("c"), new() { Key = "c" }), () => abort = trial.Execution.AbortActionAsync(TreeVerbs.Abort("p/c") with { Reason = "never" })]);
        ActionAbortedException aborted = Assert.IsType<ActionAbortedException>(await c!.ErrorAsync());
        Assert.Equal(("tree/root/p/c", "never", "anonymous"), (aborted.Path, aborted.Reason, aborted.Actor));
        await trial.SettlesAsync(await abort!);
        trial.Open("p");
        await trial.ClosesAsync("Succeeded: root=Succeeded (p=Succeeded (c=Aborted))");
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_cancel_right_behind_the_start_means_that_it_never_runs(bool isCrowded) => RunAsync(async (trial, together, p) =>
    {
        ChildAction[] started = [];
        await together(
        [
            () => started = [.. Enumerable.Range(0, isCrowded ? 100 : 1).Select(index => p.Start("c", trial.At("c"), new() { Key = $"c{index}" }))],
            () => Array.ForEach(started, child => child.Cancel("changed my mind")),
        ]);
        foreach (ChildAction child in started)
        {
            Assert.Equal("changed my mind", Assert.IsType<ActionAbortedException>(await child.ErrorAsync()).Reason);
        }

        Assert.Equal(0, trial.Gate("c").Arrivals);
        Assert.Equal(0, (await trial.ChildAsync("p/c0")).Attempt);
        trial.Open("p");
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(["root", "root/p"], (await trial.EventsAsync<ActionStarted>()).Select(started => started.Action));
    });

    /// <summary>A root that waits for <c>p</c>, which does not look at its token; what is done together is decided in one turn.</summary>
    private static async Task RunAsync(Func<TreeTrial, Func<Action[], Task>, ActionContext, Task> body)
    {
        await using OneTurn turn = new();
        ActionContext? p = null;
        await TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", async (context, _) =>
            {
                ChildAction parent = context.Start("p", (given, _) =>
                {
                    p = given;
                    return trial.Gate("p").PassIgnoringCancellationAsync();
                }, new() { Key = "p" });
                await parent.ErrorAsync();
            }),
            async trial =>
            {
                await trial.ReachedAsync("p");
                await trial.Host.IdleAsync();
                await body(trial, acts => turn.TogetherAsync(p!, acts), p!);
            },
            options: turn.Options);
    }
}
