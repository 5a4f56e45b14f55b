using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A parent in a limited group holds no slot of it while its children are open.</summary>
public sealed class ChildSlotTests
{
    [Fact]
    public Task A_sibling_begins_while_a_parent_s_children_are_open() => RunAsync(async trial =>
    {
        await trial.ReachedAsync("a");
        Assert.Equal(0, trial.Gate("b").Arrivals);
        trial.Open("a");
        await trial.ReachedAsync("a child", "b");
        await trial.IsAsync("Running: a=Running (c=Running), b=Running, d=Pending");
        trial.Open("a child");
        await trial.ReachedAsync("a end");
        await trial.IsAsync("Running: a=Running (c=Succeeded), b=Running, d=Pending");
        trial.Open("b");
        await trial.UntilAsync("Running: a=Running (c=Succeeded), b=Succeeded, d=Pending");
        await trial.Host.IdleAsync();
        Assert.Equal(0, trial.Gate("d").Arrivals);
        trial.Open("a end", "d");
        await trial.ClosesAsync("Succeeded: a=Succeeded (c=Succeeded), b=Succeeded, d=Succeeded");
    });

    [Fact]
    public Task One_that_has_returned_and_waits_holds_none_either() => RunAsync(
        async trial =>
        {
            trial.Open("a", "a end");
            await trial.ReachedAsync("a child", "b");
            await trial.UntilAsync("Running: a=Running+ (c=Running), b=Running, d=Pending");
            trial.Open("b");
            await trial.ReachedAsync("d");
            trial.Open("d");
            await trial.UntilAsync("Running: a=Running+ (c=Running), b=Succeeded, d=Succeeded");
            trial.Open("a child");
            await trial.ClosesAsync("Succeeded: a=Succeeded (c=Succeeded), b=Succeeded, d=Succeeded");
        },
        awaits: false);

    [Fact]
    public Task A_hundred_parents_of_one_slot_await_their_children_without_a_standstill() => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define => define.Stage("build").Parallel(group =>
        {
            group.MaxParallel(1);
            for (int index = 0; index < 100; index++)
            {
                group.Action($"a{index}", (a, _) => a.RunAsync("c", (c, _) => c.RunAsync("d", (_, _) => Task.CompletedTask)));
            }
        })),
        async trial =>
        {
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(ExecutionStatus.Succeeded, (await trial.Execution.GetAsync()).Status);
            Assert.Equal(200, (await trial.EventsAsync<ActionAdded>()).Count);
        });

    /// <summary>A group of <c>a</c>, <c>b</c> and <c>d</c>, of which one may run at once; <c>a</c> starts a child.</summary>
    private static Task RunAsync(Func<TreeTrial, Task> body, bool awaits = true) => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define => define.Stage("build").Parallel(group =>
        {
            group.MaxParallel(1);
            group.Action("a", (a, token) => ParentAsync(trial, a, awaits, token));
            group.Action("b", trial.At("b"));
            group.Action("d", trial.At("d"));
        })),
        body);

    private static async Task ParentAsync(TreeTrial trial, ActionContext a, bool awaits, CancellationToken token)
    {
        await trial.Gate("a").PassAsync(token);
        ChildAction c = a.Start("c", trial.At("a child"), new() { Key = "c", Lifetime = ActionLifetime.Await });
        if (awaits)
        {
            await c;
        }

        await trial.Gate("a end").PassAsync(token);
    }
}
