using Orchestration.Storage;
using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A store that fails, conflicts or loses its answer in the middle of a tree: nothing is lost, nothing doubled, and no key is taken for a duplicate.</summary>
public sealed class StoreFaultChildTests
{
    public static TheoryData<string, int> Faults => new()
    {
        { "failed", 1 },
        { "failed", 3 },
        { "conflict", 1 },
        { "conflict", 3 },
        { "unknown", 1 },
        { "unknown", 100 },
        { "lost", 1 },
        { "lost", 100 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_child_starts_once_and_gives_its_result(string fault, int times) => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            return await context.Start("part", trial.Giving("part", 41));
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root");
            trial.Open("part");
            await BreakAsync(trial, store, fault, times, () => trial.Open("root"));
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            Assert.Equal((41, "part=1"), (await trial.Execution.WithResult<int>().ResultAsync(), trial.RunsOf("part")));
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Many_starts_at_once_keep_their_keys_and_run_once_each(string fault, int times) => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            int[] values = await context.WhenAll(Enumerable.Range(0, 30).Select(number => context.Start("part", trial.Giving($"part {number}", number))), cancellationToken);
            return values.Sum();
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root");
            for (int number = 0; number < 30; number++)
            {
                trial.Open($"part {number}");
            }

            await BreakAsync(trial, store, fault, times, () => trial.Open("root"));
            ActionSnapshot root = await trial.EndsAsync();
            // What had to be decided again stands behind those that were started meanwhile.
            Assert.Equal(Enumerable.Range(1, 30).Select(number => $"part-{number}").Order(StringComparer.Ordinal), root.Children.Select(child => child.Key!).Order(StringComparer.Ordinal));
            Assert.All(root.Children, child => Assert.Equal((ActionStatus.Succeeded, 1), (child.Status, child.Attempt)));
            Assert.Equal(435, await trial.Execution.WithResult<int>().ResultAsync());
            Assert.All(Enumerable.Range(0, 30), number => Assert.Equal(1, trial.Gate($"part {number}").Arrivals));
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_childs_result_is_stored_once_and_reaches_its_parent(string fault, int times) => RunAsync(
        async (trial, context, cancellationToken) => await context.Start("part", trial.Giving("part", 41)),
        async (trial, store) =>
        {
            await trial.ReachedAsync("part");
            await BreakAsync(trial, store, fault, times, () => trial.Open("part"));
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            Assert.Equal((41, "part=1"), (await trial.Execution.WithResult<int>().ResultAsync(), trial.RunsOf("part")));
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_cancel_takes_effect_once(string fault, int times) => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction part = context.Start("part", trial.At("part"));
            await trial.Gate("root").PassAsync(cancellationToken);
            part.Cancel("not needed");
            return Assert.IsType<ActionAbortedException>(await TreeRuns.ErrorOfAsync(part)).Reason == "not needed" ? 1 : 0;
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root", "part");
            await BreakAsync(trial, store, fault, times, () => trial.Open("root"));
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted)");
            Assert.Single(await trial.EventsAsync<ActionStopRequested>());
            Assert.Equal(1, await trial.Execution.WithResult<int>().ResultAsync());
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_root_that_returns_ends_its_children_once(string fault, int times) => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("part", trial.At("part"));
            await trial.Gate("root").PassAsync(cancellationToken);
            return 7;
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root", "part");
            await BreakAsync(trial, store, fault, times, () => trial.Open("root"));
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted)");
            Assert.Single(await trial.EventsAsync<ActionReturned>());
            Assert.Equal((7, 1), (await trial.Execution.WithResult<int>().ResultAsync(), trial.Gate("part").Cancelled));
        });

    [Fact]
    public Task A_start_whose_answer_was_lost_with_its_host_is_found_by_the_next_one() => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            return await context.Start("part", trial.Giving("part", context.AttemptNumber));
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root");
            await trial.Host.IdleAsync();
            Gate answer = trial.Gate("answer");
            store.HoldAnswerOfNext(answer);
            trial.Open("root");
            await trial.ReachedAsync("answer");
            await trial.Host.CrashAsync();
            answer.Open();
            await trial.Host.RestartAsync();
            trial.TurnTo(trial.Host.GetHandle(trial.Execution.Id));
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Abandoned, part-1=Succeeded)");
            Assert.Equal((2, "part=1"), (await trial.Execution.WithResult<int>().ResultAsync(), trial.RunsOf("part")));
        });

    /// <summary>Breaks the store, does what makes it write, and lets time pass until it works again.</summary>
    private static async Task BreakAsync(TreeTrial trial, FaultyStore store, string fault, int times, Action cause)
    {
        await trial.Host.IdleAsync();
        Action<int> broken = fault switch
        {
            "failed" => count => store.FailNext(CommitResult.Failed, count),
            "conflict" => count => store.FailNext(CommitResult.Conflict, count),
            "unknown" => count => store.FailNext(CommitResult.Unknown, count),
            _ => store.LoseAnswerOfNext,
        };
        broken(times);
        cause();
        await trial.AdvanceAsync(times < 100 ? times : 3);
        store.Repair();
        await trial.AdvanceAsync(2);
    }

    private static Task RunAsync(Func<TreeTrial, ActionContext, CancellationToken, Task<int>> root, Func<TreeTrial, FaultyStore, Task> body)
    {
        FaultyStore store = new();
        return TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", (context, cancellationToken) => root(trial, context, cancellationToken)),
            trial => body(trial, store),
            options: new OrchestrationTestOptions { OpenStore = () => store });
    }
}
