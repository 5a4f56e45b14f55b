using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A pipeline with stages, one of whose actions starts children: it is the root of a tree of its own.</summary>
public sealed class StagedTreeStopTests
{
    [Theory]
    [InlineData(StopMode.Wait, "Stopped: a=Succeeded (c=Succeeded), b=Succeeded, next=NotRun, last=NotRun")]
    [InlineData(StopMode.Cancel, "Stopped: a=Aborted (c=Aborted), b=Aborted, next=NotRun, last=NotRun")]
    [InlineData(StopMode.Abandon, "Stopped: a=Abandoned (c=Abandoned), b=Abandoned, next=NotRun, last=NotRun")]
    public Task A_stop_ends_declared_actions_and_children_alike(StopMode mode, string end) => RunAsync(async trial =>
    {
        Receipt receipt = await trial.StopAsync(mode);
        if (mode == StopMode.Wait)
        {
            await trial.IsAsync("Stopping: a=Running (c=Running), b=Running, next=NotRun, last=Pending");
            trial.Open("c", "b");
        }

        await trial.ClosesAsync(end);
        Settlement settlement = await trial.SettlesAsync(receipt);
        IReadOnlyList<string> ended = mode switch
        {
            StopMode.Wait => settlement.Finished,
            StopMode.Cancel => settlement.Cancelled,
            _ => settlement.Abandoned,
        };
        Assert.Equal(["build/a", "build/a/c", "build/b"], ended.Order(StringComparer.Ordinal));
        Assert.Equal(["build/next", "deploy/last"], settlement.NotRun);
        trial.Open("c", "b");
    });

    [Theory]
    [InlineData("returns", "Succeeded: a=Succeeded (c=Aborted), b=Succeeded, next=Succeeded, last=Succeeded")]
    [InlineData("throws", "Failed: a=Failed (c=Aborted), b=Succeeded, next=NotRun, last=NotRun")]
    public Task Its_end_takes_its_children_with_it_and_nothing_else(string how, string end) => RunAsync(
        async trial =>
        {
            trial.Open("a");
            await trial.UntilAsync($"Running: a={(how == "throws" ? "Failed" : "Succeeded")} (c=Aborted), b=Running, next=Pending, last=Pending");
            trial.Open("b", "next", "last");
            await trial.ClosesAsync(end);
        },
        ActionLifetime.Root,
        throws: how == "throws");

    [Fact]
    public Task The_next_group_and_the_next_stage_wait_for_a_child_that_is_awaited() => RunAsync(
        async trial =>
        {
            trial.Open("a", "b", "next");
            await trial.UntilAsync("Running: a=Running+ (c=Running), b=Succeeded, next=Pending, last=Pending");
            await trial.Host.IdleAsync();
            Assert.Equal(0, trial.Gate("next").Arrivals);
            trial.Open("c");
            await trial.ReachedAsync("last");
            await trial.IsAsync("Running: a=Succeeded (c=Succeeded), b=Succeeded, next=Succeeded, last=Running");
            trial.Open("last");
            await trial.ClosesAsync("Succeeded: a=Succeeded (c=Succeeded), b=Succeeded, next=Succeeded, last=Succeeded");
        },
        ActionLifetime.Await);

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task The_abort_of_its_action_ends_its_children_and_leaves_the_rest(StopMode mode) => RunAsync(async trial =>
    {
        Receipt receipt = await trial.SendAsync(new AbortActionRequest("build", "a") { Mode = mode });
        string a = mode == StopMode.Abandon ? "Abandoned" : "Aborted";
        if (mode == StopMode.Wait)
        {
            await trial.IsAsync("Running: a=Running (c=Running), b=Running, next=Pending, last=Pending");
            trial.Open("c");
        }

        string c = mode == StopMode.Wait ? "Succeeded" : a;
        await trial.UntilAsync($"Running: a={a} (c={c}), b=Running, next=Pending, last=Pending");
        await trial.SettlesAsync(receipt);
        trial.Open("b", "c");
        await trial.ClosesAsync($"Failed: a={a} (c={c}), b=Succeeded, next=NotRun, last=NotRun");
    });

    [Theory]
    [InlineData(StopMode.Wait, "Succeeded")]
    [InlineData(StopMode.Cancel, "Aborted")]
    [InlineData(StopMode.Abandon, "Abandoned")]
    public Task The_mark_of_its_action_closes_it_failed_and_ends_its_children(StopMode mode, string c) => RunAsync(async trial =>
    {
        await trial.SendAsync(new MarkFailedRequest("build", "a") { Mode = mode });
        trial.Open("b");
        if (mode == StopMode.Wait)
        {
            trial.Open("c");
        }

        await trial.ClosesAsync($"Failed: a=Failed (c={c}), b=Succeeded, next=NotRun, last=NotRun");
        trial.Open("c");
    });

    [Fact]
    public Task Once_its_code_has_returned_an_abandon_of_it_ends_the_waiting_and_it_closes_as_it_returned() => RunAsync(
        async trial =>
        {
            trial.Open("a");
            await trial.UntilAsync("Running: a=Running+ (c=Running), b=Running, next=Pending, last=Pending");
            foreach (StopMode mode in (StopMode[])[StopMode.Wait, StopMode.Cancel])
            {
                await trial.RefusedAsync(ErrorCode.NotStoppable, new AbortActionRequest("build", "a") { Mode = mode });
                await trial.RefusedAsync(ErrorCode.NotStoppable, new MarkFailedRequest("build", "a") { Mode = mode });
            }

            await trial.SendAsync(new AbortActionRequest("build", "a") { Mode = StopMode.Abandon });
            await trial.UntilAsync("Running: a=Succeeded (c=Abandoned), b=Running, next=Pending, last=Pending");
            trial.Open("b", "next", "last", "c");
            await trial.ClosesAsync("Succeeded: a=Succeeded (c=Abandoned), b=Succeeded, next=Succeeded, last=Succeeded");
        },
        ActionLifetime.Await);

    [Fact]
    public Task Its_return_does_not_decide_how_a_stop_of_the_execution_closes_it() => RunAsync(
        async trial =>
        {
            trial.Open("a");
            await trial.UntilAsync("Running: a=Running+ (c=Running), b=Running, next=Pending, last=Pending");
            await trial.StopAsync(StopMode.Cancel);
            await trial.ClosesAsync("Stopped: a=Succeeded (c=Aborted), b=Aborted, next=NotRun, last=NotRun");
        },
        ActionLifetime.Await);

    [Theory]
    [InlineData(StopMode.Wait, "a=Succeeded (c=Succeeded), b=Succeeded")]
    [InlineData(StopMode.Cancel, "a=Aborted (c=Aborted), b=Aborted")]
    [InlineData(StopMode.Abandon, "a=Abandoned (c=Abandoned), b=Abandoned")]
    public Task The_abort_of_its_stage_closes_the_execution_aborted(StopMode mode, string end) => RunAsync(async trial =>
    {
        await trial.SendAsync(new AbortRequest { Stage = "build", Mode = mode });
        if (mode == StopMode.Wait)
        {
            trial.Open("c", "b");
        }

        await trial.ClosesAsync($"Aborted: {end}, next=NotRun, last=NotRun");
        trial.Open("c", "b");
    });

    /// <summary>Two stages; in the first <c>a</c>, which has started <c>c</c>, beside <c>b</c>, then <c>next</c>.</summary>
    private static Task RunAsync(Func<TreeTrial, Task> body, ActionLifetime? lifetime = null, bool throws = false) => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define =>
        {
            StageBuilder build = define.Stage("build");
            build.Parallel(group =>
            {
                group.Action("a", (a, token) => ParentAsync(trial, a, lifetime, throws, token), action => action.Abortable());
                group.Action("b", trial.At("b"));
            });
            build.Action("next", trial.At("next"));
            define.Stage("deploy").Action("last", trial.At("last"));
        }),
        async trial =>
        {
            await trial.ReachedAsync("c", "b");
            await trial.UntilAsync("Running: a=Running (c=Running), b=Running, next=Pending, last=Pending");
            await body(trial);
        },
        TreeVerbs.AllowMarks);

    private static async Task ParentAsync(TreeTrial trial, ActionContext a, ActionLifetime? lifetime, bool throws, CancellationToken token)
    {
        ChildAction c = a.Start("c", trial.At("c"), new() { Key = "c", Lifetime = lifetime ?? ActionLifetime.Root });
        if (lifetime is null)
        {
            await c;
            return;
        }

        await trial.Gate("a").PassAsync(token);
        if (throws)
        {
            throw new InvalidOperationException("broken");
        }
    }
}
