using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A host ends in the middle of a tree: the root's code runs again, and what had succeeded does not.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public Task FL_40_After_a_crash_what_had_succeeded_gives_its_value_and_what_was_in_flight_runs_again()
    {
        string[] results = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<string> done = context.Start("done", trial.Giving("done", $"done in {context.AttemptNumber}"));
                ChildAction<string> open = context.Start("open", trial.Giving("open", $"open in {context.AttemptNumber}"));
                results = [await done, await open];
            },
            async trial =>
            {
                trial.Open("done");
                await trial.UntilAsync("Running: root=Running (done-1=Succeeded, open-1=Running)");
                await trial.CrashAndRestartAsync();
                await trial.ReachedTimesAsync("open", 2);
                await trial.IsAsync("Running: root=Running (done-1=Succeeded, open-1=Abandoned, done-1=Reused, open-1=Running)");
                trial.Open("open");
                await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, open-1=Abandoned, done-1=Reused, open-1=Succeeded)");

                Assert.Equal(["done in 1", "open in 2"], results);
                Assert.Equal("done=1 open=2", trial.RunsOf("done", "open"));
                ActionSnapshot root = await trial.RootAsync();
                Assert.Equal([1, 1, 2, 2], root.Children.Select(child => child.ParentAttempt));
                Assert.Equal((ReasonCode.HostEnded, trial.Execution.Id), (root.Children[1].Reason, root.Children[2].ReusedFrom));
                Assert.Equal((2, 0), (root.Attempt, root.Children[2].Attempt));
            });
    }

    [Fact]
    public Task What_is_below_a_child_that_runs_again_is_reused_by_its_path() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) => await context.Start("fold", async (fold, token) =>
        {
            int first = await fold.Start("train", trial.Giving("first", fold.AttemptNumber));
            await fold.Start("middle", async (middle, token) =>
            {
                first += await middle.Start("deep", trial.Giving("deep", 10));
                await middle.Start("deeper", trial.At("deeper"));
            });
            Assert.Equal(11, first);
        }),
        async trial =>
        {
            trial.Open("first", "deep");
            await trial.ReachedAsync("deeper");
            await trial.CrashAndRestartAsync();
            await trial.ReachedTimesAsync("deeper", 2);
            await trial.IsAsync(
                "Running: root=Running (fold-1=Abandoned (train-1=Succeeded, middle-1=Abandoned (deep-1=Succeeded, deeper-1=Abandoned)), "
                + "fold-1=Running (train-1=Reused, middle-1=Running (deep-1=Reused, deeper-1=Running)))");
            trial.Open("deeper");
            Assert.Equal(ActionStatus.Succeeded, (await trial.EndsAsync()).Status);
            Assert.Equal("first=1 deep=1 deeper=2", trial.RunsOf("first", "deep", "deeper"));
        });

    [Fact]
    public Task What_is_below_a_child_that_had_succeeded_is_not_asked_for_again() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            int sum = await context.Start("fold", async (fold, token) => await fold.Start("one", trial.Giving("one", 1)) + await fold.Start("two", trial.Giving("two", 2)));
            Assert.Equal(3, sum);
            await context.Start("last", trial.At("last"));
        },
        async trial =>
        {
            trial.Open("one", "two");
            await trial.ReachedAsync("last");
            await trial.CrashAndRestartAsync();
            trial.Open("last");
            await trial.ClosesAsync(
                "Succeeded: root=Succeeded (fold-1=Succeeded (one-1=Succeeded, two-1=Succeeded), last-1=Abandoned, fold-1=Reused, last-1=Succeeded)");
            Assert.Equal("one=1 two=1 last=2", trial.RunsOf("one", "two", "last"));
        });

    [Fact]
    public Task A_changed_key_simply_runs() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("part", trial.At("part"), new ChildOptions { Key = $"part of {context.AttemptNumber}" });
            await context.RunAsync("last", trial.At("last"));
        },
        async trial =>
        {
            trial.Open("part");
            await trial.ReachedAsync("last");
            await trial.CrashAndRestartAsync();
            trial.Open("last");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part of 1=Succeeded, last-1=Abandoned, part of 2=Succeeded, last-1=Succeeded)");
            Assert.Equal("part=2", trial.RunsOf("part"));
        });

    [Fact]
    public Task The_same_key_below_another_parent_is_another_key() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            string parent = context.AttemptNumber == 1 ? "one" : "two";
            await context.RunAsync(parent, (child, token) => child.RunAsync("part", trial.At("part")));
            await context.RunAsync("last", trial.At("last"));
        },
        async trial =>
        {
            trial.Open("part");
            await trial.ReachedAsync("last");
            await trial.CrashAndRestartAsync();
            trial.Open("last");
            await trial.ClosesAsync(
                "Succeeded: root=Succeeded (one-1=Succeeded (part-1=Succeeded), last-1=Abandoned, two-1=Succeeded (part-1=Succeeded), last-1=Succeeded)");
            Assert.Equal("part=2", trial.RunsOf("part"));
        });

    [Fact]
    public Task A_crash_in_every_attempt_runs_each_child_that_succeeds_once() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            for (int number = 1; number <= 3; number++)
            {
                Assert.Equal(number * 10, await context.Start("part", trial.Giving($"part {number}", number * 10)));
            }
        },
        async trial =>
        {
            for (int number = 1; number <= 3; number++)
            {
                await trial.ReachedTimesAsync($"part {number}", 1);
                await trial.CrashAndRestartAsync();
                await trial.ReachedTimesAsync($"part {number}", 2);
                trial.Open($"part {number}");
            }

            await trial.EndsAsync();
            Assert.Equal("part 1=2 part 2=2 part 3=2", trial.RunsOf("part 1", "part 2", "part 3"));
            ActionSnapshot root = await trial.RootAsync();
            Assert.Equal((ActionStatus.Succeeded, 4), (root.Status, root.Attempt));
            Assert.Equal(3, root.Children.Count(child => child.Status == ActionStatus.Succeeded));
            Assert.Equal(3, root.Children.Count(child => child.Status == ActionStatus.Abandoned));
            Assert.Equal(["part-1", "part-1", "part-2"], root.Children.Where(child => child.Status == ActionStatus.Reused).Select(child => child.Key));
        });

    [Fact]
    public Task A_crash_right_after_a_restart_changes_nothing_of_what_was_done() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            await context.RunAsync("open", trial.At("open"));
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await trial.CrashAndRestartAsync();
            await trial.CrashAndRestartAsync();
            trial.Open("open");
            await trial.EndsAsync();
            Assert.Equal("done=1", trial.RunsOf("done"));
            Assert.Equal(3, (await trial.RootAsync()).Attempt);
        });

    [Fact]
    public Task A_loop_finds_its_results_by_index() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            int[] squares = await context.ForEachAsync("square", Enumerable.Range(0, 6), async (item, _, token) =>
            {
                await trial.Gate($"square {item}").PassAsync(token);
                return item * item;
            });
            Assert.Equal([0, 1, 4, 9, 16, 25], squares);
        },
        async trial =>
        {
            trial.Open("square 0", "square 2", "square 4");
            await trial.Execution.UntilAsync(snapshot => snapshot.Stages[0].Actions[0].Children.Count(child => child.Status == ActionStatus.Succeeded) == 3);
            await trial.ReachedAsync("square 1", "square 3", "square 5");
            await trial.CrashAndRestartAsync();
            trial.Open("square 1", "square 3", "square 5");
            await trial.EndsAsync();
            Assert.Equal(
                "square 0=1 square 1=2 square 2=1 square 3=2 square 4=1 square 5=2",
                trial.RunsOf([.. Enumerable.Range(0, 6).Select(item => $"square {item}")]));
        });
}
