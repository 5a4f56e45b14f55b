using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Keys are unique in the attempt of a parent, and what a start may not ask for faults its handle.</summary>
public sealed class ChildKeyTests
{
    private static readonly Dictionary<string, ChildOptions> Wrong = new()
    {
        ["an empty key"] = new() { Key = string.Empty },
        ["a key with a slash"] = new() { Key = "a/b" },
        ["a key with a space at its end"] = new() { Key = "a " },
        ["a key with a space at its beginning"] = new() { Key = " a" },
        ["a key with a control character"] = new() { Key = "a\tb" },
        ["a key of 101 characters"] = new() { Key = new string('x', 101) },
        ["a name with a slash"] = new() { Key = "a", Name = "a/b" },
        ["an empty name"] = new() { Key = "a", Name = string.Empty },
        ["an unknown lifetime"] = new() { Lifetime = (ActionLifetime)3 },
        ["less than no retries"] = new() { Retries = -1 },
        ["1,001 retries"] = new() { Retries = 1_001 },
        ["no time for an attempt"] = new() { TimeoutAfter = TimeSpan.Zero },
        ["less than no time"] = new() { DeadlineAfter = TimeSpan.FromSeconds(-1) },
        ["more than ten years"] = new() { DeadlineAfter = TimeSpan.FromDays(3_651) },
        ["more time for one attempt than for all"] = new() { TimeoutAfter = TimeSpan.FromSeconds(2), DeadlineAfter = TimeSpan.FromSeconds(1) },
    };

    public static TheoryData<string> Wrongs { get; } = [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Wrongs))]
    public Task What_may_not_be_asked_for_faults_the_handle_and_leaves_no_record(string what)
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                error = await context.Start("child", trial.At("child"), Wrong[what]).ErrorAsync();
                await context.RunAsync("next", (_, _) => Task.CompletedTask);
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (next-1=Succeeded)");
                OrchestrationException refusal = Assert.IsType<OrchestrationException>(error);
                Assert.Equal((ErrorCode.InvalidRequest, Verb.StartChild), (refusal.Code, refusal.Verb));
            });
    }

    [Fact]
    public Task What_is_just_within_the_bounds_is_accepted() => TreeTrial.RunAsync(
        async (_, context, cancellationToken) =>
        {
            await context.RunAsync("a b", (_, _) => Task.CompletedTask);
            await context.RunAsync("a", (_, _) => Task.CompletedTask, new()
            {
                Key = new string('x', 100),
                Name = new string('y', 100),
                Retries = 1_000,
                TimeoutAfter = TimeSpan.FromTicks(1_000),
                DeadlineAfter = TimeSpan.FromDays(3_650),
            });
        },
        trial => trial.ClosesAsync($"Succeeded: root=Succeeded (a b-1=Succeeded, {new string('x', 100)}=Succeeded)"));

    [Fact]
    public Task A_second_child_with_a_key_faults_and_the_first_is_not_touched()
    {
        Exception? error = null;
        ChildAction? second = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<int> first = context.Start("a", async (_, token) =>
                {
                    await trial.Gate("a").PassAsync(token);
                    return 5;
                }, new() { Key = "k" });
                second = context.Start("b", trial.At("b"), new() { Key = "k" });
                error = await second.ErrorAsync();
                trial.Open("a");
                Assert.Equal(5, await first);
                Assert.Equal(ErrorCode.DuplicateKey, ((OrchestrationException)(await context.Start("c", trial.At("c"), new() { Key = "k" }).ErrorAsync())!).Code);
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (k=Succeeded)");
                OrchestrationException refusal = Assert.IsType<OrchestrationException>(error);
                Assert.Equal((ErrorCode.DuplicateKey, Verb.StartChild, "root/k"), (refusal.Code, refusal.Verb, refusal.Target!.Value.Action));
                Assert.Null(second!.Id);
                second.Cancel();
                await trial.Host.IdleAsync();
                await trial.IsAsync("Succeeded: root=Succeeded (k=Succeeded)");
            });
    }

    [Fact]
    public Task A_key_is_the_name_and_its_position_among_those_of_that_name()
    {
        string[] keys = [];
        Exception? clash = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                Func<ActionContext, CancellationToken, Task> nothing = (_, _) => Task.CompletedTask;
                ChildAction[] all =
                [
                    context.Start("a", nothing),
                    context.Start("b", nothing),
                    context.Start("a", nothing),
                    context.Start("other", nothing, new() { Name = "a" }),
                    context.Start("a", nothing, new() { Key = "own" }),
                    context.Start("a", nothing),
                ];
                keys = [.. all.Select(child => child.Key)];
                await context.WhenAll(all, cancellationToken);
                clash = await context.Start("c", nothing, new() { Key = "a-2" }).ErrorAsync();
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (a-1=Succeeded, b-1=Succeeded, a-2=Succeeded, a-3=Succeeded, own=Succeeded, a-4=Succeeded)");
                Assert.Equal(["a-1", "b-1", "a-2", "a-3", "own", "a-4"], keys);
                Assert.Equal(ErrorCode.DuplicateKey, ((OrchestrationException)clash!).Code);
            });
    }

    [Fact]
    public Task One_key_may_stand_below_different_parents() => TreeTrial.RunAsync(
        async (_, context, cancellationToken) =>
        {
            ChildOptions key = new() { Key = "k" };
            await context.RunAsync("a", (a, _) => a.RunAsync("b", (b, _) => b.RunAsync("c", (_, _) => Task.CompletedTask, key), key), key);
            await context.RunAsync("a", (a, _) => a.RunAsync("b", (_, _) => Task.CompletedTask, key), new() { Key = "l" });
        },
        trial => trial.ClosesAsync("Succeeded: root=Succeeded (k=Succeeded (k=Succeeded (k=Succeeded)), l=Succeeded (k=Succeeded))"));

    [Fact]
    public Task Starts_that_race_each_other_under_one_key_have_one_winner() => TreeTrial.RunAsync(
        async (_, context, cancellationToken) =>
        {
            for (int round = 0; round < 50; round++)
            {
                ChildOptions key = new() { Key = $"k{round}" };
                ChildAction<int>[] started = new ChildAction<int>[4];
                Conformance.Support.OwnThread.Race([.. Enumerable.Range(0, 4).Select<int, Action>(index => () => started[index] = context.Start("racer", (_, _) => Task.FromResult(index), key))]);
                ChildOutcome<int>[] outcomes = await context.WhenAllSettled(started, cancellationToken);
                Assert.Equal(3, outcomes.Count(outcome => outcome.Error is OrchestrationException { Code: ErrorCode.DuplicateKey }));
                int winner = Array.FindIndex(outcomes, outcome => outcome.IsSuccess);
                Assert.Equal(winner, outcomes[winner].Result);
            }
        },
        async trial =>
        {
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal((ExecutionStatus.Succeeded, 50), (snapshot.Status, snapshot["tree"]["root"].Children.Count));
        });
}
