using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The end of a root (Flyte: action lifetime): what is in flight below it is aborted, children first, and nothing starts any more.</summary>
public sealed class LifetimeTests
{
    [Theory]
    [InlineData("returns", "Succeeded: root=Succeeded (child-1=Aborted)")]
    [InlineData("returns early", "Succeeded: root=Succeeded (child-1=Aborted)")]
    [InlineData("throws", "Failed: root=Failed (child-1=Aborted)")]
    public Task FL_01_FL_02_However_the_root_ends_what_it_has_left_running_is_aborted(string how, string end) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction child = context.Start("child", trial.At("child"));
            Task signal = trial.Gate("root").PassAsync(cancellationToken);
            if (how == "returns early" && await Task.WhenAny(child.AsTask(), signal) == signal)
            {
                return;
            }

            await signal;
            if (how == "throws")
            {
                throw new InvalidOperationException("root broke");
            }
        },
        async trial =>
        {
            await trial.ReachedAsync("child", "root");
            trial.Open("root");
            await trial.ClosesAsync(end);
            ActionSnapshot child = await trial.ChildAsync("child-1");
            Assert.Equal((ReasonCode.ParentEnded, 1), (child.Reason, child.Attempt));
            Assert.Equal(1, trial.Gate("child").Cancelled);
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
        });

    [Fact]
    public Task FL_03_The_child_is_told_at_the_point_where_it_awaits_and_why()
    {
        OperationCanceledException? thrown = null;
        ActionContext? seen = null;
        CancellationToken token = default;
        return TreeTrial.RunAsync(
            (trial, context, cancellationToken) =>
            {
                _ = context.Start("child", async (child, childToken) =>
                {
                    (seen, token) = (child, childToken);
                    trial.Open("root");
                    thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial.Gate("child").PassAsync(childToken));
                    throw thrown;
                });
                return trial.Gate("root").PassAsync(cancellationToken);
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted)");
                Assert.Equal(token, thrown!.CancellationToken);
                Assert.True(seen!.StopRequested.IsCancellationRequested);
                Assert.Equal(new StopReason(StopReasonKind.ParentEnded, "system", null), seen.StopReason);
            });
    }

    [Fact]
    public Task FL_05_A_child_that_catches_it_starts_nothing_more()
    {
        Exception?[] refused = [];
        return TreeTrial.RunAsync(
            (trial, context, cancellationToken) =>
            {
                _ = context.Start("child", async (child, token) =>
                {
                    await Record.ExceptionAsync(() => trial.Gate("child").PassAsync(token));
                    refused =
                    [
                        Record.Exception(() => child.Start("another", trial.At("another"))),
                        await Record.ExceptionAsync(() => child.RunAsync("another", trial.At("another"))),
                        await Record.ExceptionAsync(() => child.ForEachAsync("another", [1], (_, _, _) => Task.CompletedTask)),
                    ];
                });
                return trial.Gate("root").PassAsync(cancellationToken);
            },
            async trial =>
            {
                await trial.ReachedAsync("root", "child");
                trial.Open("root");
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted)");
                Assert.Equal(3, refused.Length);
                Assert.All(refused, refusal => Assert.IsAssignableFrom<OperationCanceledException>(refusal));
                Assert.Equal(["child-1"], await trial.AddedAsync());
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task FL_06_Code_that_has_outlived_the_root_is_refused_and_leaves_no_record(bool isClosed)
    {
        ActionContext? outlived = null;
        return TreeTrial.RunAsync(
            (trial, context, cancellationToken) =>
            {
                outlived = context;
                _ = context.Start("deaf", trial.Deaf("deaf"));
                return trial.Gate("deaf").ReachedAsync(cancellationToken: CancellationToken.None);
            },
            async trial =>
            {
                await trial.UntilAsync("Running: root=Running+ (deaf-1=Stopping)");
                if (isClosed)
                {
                    trial.Open("deaf");
                    await trial.ClosesAsync("Succeeded: root=Succeeded (deaf-1=Aborted)");
                }

                long version = (await trial.Execution.GetAsync()).Version;
                Exception?[] refused =
                [
                    await outlived!.Start("late", trial.At("late")).ErrorAsync(),
                    await Record.ExceptionAsync(() => outlived!.RunAsync("late", trial.At("late"))),
                    await Record.ExceptionAsync(() => outlived!.ForEachAsync("late", [1, 2], (_, _, _) => Task.CompletedTask)),
                ];
                Assert.All(refused, refusal => Assert.Equal((ErrorCode.ScopeClosed, Verb.StartChild), (((OrchestrationException)refusal!).Code, ((OrchestrationException)refusal).Verb)));
                Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
            });
    }

    [Fact]
    public Task FL_08_A_grandchild_whose_parent_has_finished_is_aborted_too() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("child", async (child, token) =>
            {
                _ = child.Start("grandchild", trial.At("grandchild"));
                await trial.Gate("grandchild").ReachedAsync(cancellationToken: token);
            });
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.IsAsync("Running: root=Running (child-1=Succeeded (grandchild-1=Running))");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Succeeded (grandchild-1=Aborted))");
        });

    [Fact]
    public Task FL_09_The_run_is_finished_only_behind_all_below_it_children_first() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            _ = context.Start("a", async (a, token) => await a.RunAsync("b", (b, _) => b.RunAsync("c", trial.Deaf("c"))));
            _ = context.Start("d", trial.Deaf("d"));
            _ = context.Start("e", trial.At("e"));
            return trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("c", "d", "e", "root");
            trial.Open("root");
            await trial.UntilAsync("Running: root=Running+ (a-1=Stopping+ (b-1=Stopping+ (c-1=Stopping)), d-1=Stopping, e-1=Aborted)");
            trial.Open("c");
            await trial.UntilAsync("Running: root=Running+ (a-1=Aborted (b-1=Aborted (c-1=Aborted)), d-1=Stopping, e-1=Aborted)");
            await trial.AdvanceAsync(29);
            Assert.Equal(ExecutionStatus.Running, (await trial.Execution.GetAsync()).Status);
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Succeeded: root=Succeeded (a-1=Aborted (b-1=Aborted (c-1=Aborted)), d-1=Abandoned, e-1=Aborted)");
            Assert.Equal(["e-1", "a-1/b-1/c-1", "a-1/b-1", "a-1", "d-1", "root"], await trial.ClosedAsync());
            Assert.IsType<ExecutionClosed>((await trial.EventsAsync<ExecutionEvent>())[^1]);
            trial.Open("d");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        });

    [Fact]
    public Task FL_10_What_has_succeeded_stays_so() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction<int> done = context.Start("done", (_, _) => Task.FromResult(7));
            await context.RunAsync("parent", (parent, _) => parent.RunAsync("below", (_, _) => Task.FromResult("kept")));
            await done;
            _ = context.Start("open", trial.At("open"));
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("open", "root");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, parent-1=Succeeded (below-1=Succeeded), open-1=Aborted)");
            Assert.Equal("7", (await trial.ChildAsync("done-1")).Output!.ToString());
            Assert.Equal("\"kept\"", (await trial.ChildAsync("parent-1/below-1")).Output!.ToString());
        });
}
