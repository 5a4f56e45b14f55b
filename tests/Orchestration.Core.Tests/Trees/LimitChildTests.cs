using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Time limits in a tree: of children, of what waits for them, of the root and of the whole run.</summary>
public sealed class LimitChildTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Limits_of_many_children_elapse_in_their_order_whatever_the_order_of_the_starts() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.WhenAllSettled(Enumerable.Range(0, 40).Select(number => (number * 17 % 40) + 1).Select(minutes => context.Start(
            $"part {minutes}",
            trial.At("part"),
            minutes % 2 == 0 ? new ChildOptions { TimeoutAfter = minutes * Minute } : new ChildOptions { DeadlineAfter = minutes * Minute })), cancellationToken),
        async trial =>
        {
            await trial.ReachedTimesAsync("part", 40);
            DateTimeOffset start = trial.Host.Time.GetUtcNow();
            for (int minutes = 1; minutes <= 40; minutes++)
            {
                // The signalled code returns on a thread of its own, before the clock goes on.
                await trial.AdvanceAsync(60);
                await trial.Execution.UntilAsync(snapshot => snapshot.Root!.Children.Count(child => child.Status == ActionStatus.Expired) == minutes);
            }

            await trial.EndsAsync();
            ActionExpiring[] expiring = [.. await trial.EventsAsync<ActionExpiring>()];
            Assert.Equal(Enumerable.Range(1, 40).Select(minutes => ($"root/part {minutes}-1", start + (minutes * Minute))), expiring.Select(e => (e.Action, e.At)));
        });

    [Fact]
    public Task A_limit_that_was_not_reached_does_not_come_back() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("part", trial.At("part"), new ChildOptions { TimeoutAfter = Minute, DeadlineAfter = 2 * Minute });
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("part");
            await trial.AdvanceAsync(59);
            trial.Open("part");
            await trial.ReachedAsync("root");
            await trial.AdvanceAsync(600);
            await trial.IsAsync("Running: root=Running (part-1=Succeeded)");
            Assert.Empty(await trial.EventsAsync<ActionExpiring>());
        });

    [Fact]
    public Task A_child_that_expires_while_it_waits_for_its_own_children_takes_them_along()
    {
        StopReason? told = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction fold = context.Start(
                    "fold",
                    (child, token) => child.RunAsync("part", async (part, token) =>
                    {
                        try
                        {
                            await trial.Gate("part").PassAsync(token);
                        }
                        finally
                        {
                            told = part.StopReason;
                        }
                    }),
                    new ChildOptions { TimeoutAfter = Minute });
                Assert.IsType<ActionExpiredException>(await TreeRuns.ErrorOfAsync(fold));
            },
            async trial =>
            {
                await trial.ReachedAsync("part");
                await trial.AdvanceAsync(60);
                await trial.ClosesAsync("Succeeded: root=Succeeded (fold-1=Expired (part-1=Aborted))");
                ActionClosed[] closed = [.. await trial.EventsAsync<ActionClosed>()];
                Assert.Equal(["root/fold-1/part-1", "root/fold-1", "root"], closed.Select(e => e.Action));
                Assert.Equal(StopReasonKind.Expired, told?.Kind);
            });
    }

    [Fact]
    public Task A_child_that_expires_and_is_retried_finds_what_its_children_have_done() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync(
            "fold",
            async (fold, token) =>
            {
                await fold.RunAsync("done", trial.At("done"));
                await fold.RunAsync("open", trial.At("open"));
            },
            new ChildOptions { TimeoutAfter = Minute, Retries = 1 }),
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await trial.AdvanceAsync(60);
            await trial.ReachedTimesAsync("open", 2);
            await trial.IsAsync("Running: root=Running (fold-1=Running (done-1=Succeeded, open-1=Aborted, done-1=Reused, open-1=Running))");
            trial.Open("open");
            Assert.Equal(ActionStatus.Succeeded, (await trial.EndsAsync()).Status);
            Assert.Equal("done=1 open=2", trial.RunsOf("done", "open"));
        });

    [Fact]
    public Task An_expired_tree_has_one_grace() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction fold = context.Start(
                "fold",
                async (child, token) =>
                {
                    _ = child.Start("deaf", trial.Deaf("deaf"));
                    await trial.Deaf("fold")(child, CancellationToken.None);
                },
                new ChildOptions { TimeoutAfter = Minute });
            Assert.IsType<ActionExpiredException>(await TreeRuns.ErrorOfAsync(fold));
        },
        async trial =>
        {
            await trial.ReachedAsync("deaf", "fold");
            await trial.AdvanceAsync(60 + 29);
            await trial.IsAsync("Running: root=Running (fold-1=Stopping (deaf-1=Stopping))");
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Succeeded: root=Succeeded (fold-1=Expired (deaf-1=Abandoned))");
            Assert.Equal(["root/fold-1", "root/fold-1/deaf-1"], (await trial.Execution.GetAsync()).Orphans.Select(orphan => orphan.Action).Order());
        });

    [Fact]
    public Task A_roots_limit_ends_the_tree_and_its_retry_reuses() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            await context.RunAsync("open", trial.At("open"));
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await trial.AdvanceAsync(60);
            await trial.ReachedTimesAsync("open", 2);
            await trial.IsAsync("Running: root=Running (done-1=Succeeded, open-1=Aborted, done-1=Reused, open-1=Running)");
            await trial.AdvanceAsync(60);
            await trial.ClosesAsync("Expired: root=Expired (done-1=Succeeded, open-1=Aborted, done-1=Reused, open-1=Aborted)");
        },
        root => root.TimeoutAfter(Minute).Retry(1));

    [Fact]
    public Task A_run_that_expires_closes_everything_as_expired_in_one_grace() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            ChildAction deaf = context.Start("fold", (fold, token) => fold.RunAsync("deaf", trial.Deaf("deaf")));
            _ = context.Start("later", trial.Throwing("later"), new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(60 * Minute) });
            await context.RunAsync("part", trial.At("part"));
            await deaf;
        },
        async trial =>
        {
            trial.Open("done");
            await trial.UntilAsync("Running: root=Running (done-1=Succeeded, fold-1=Running (deaf-1=Running), later-1=Waiting, part-1=Running)");
            await trial.ReachedAsync("deaf", "part");
            await trial.AdvanceAsync(60);
            await trial.UntilAsync("Stopping: root=Stopping+ (done-1=Succeeded, fold-1=Stopping+ (deaf-1=Stopping), later-1=Aborted, part-1=Expired)");
            await trial.AdvanceAsync(29);
            Assert.Equal(ExecutionStatus.Stopping, (await trial.Execution.GetAsync()).Status);
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Expired: root=Expired (done-1=Succeeded, fold-1=Expired (deaf-1=Expired), later-1=Aborted, part-1=Expired)");
            Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
        },
        root => root.ExpiresAfter(Minute));
}
