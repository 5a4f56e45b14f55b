using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Engine;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The engine lets go of a child's handle and code when the child has ended, however it did, while its parent runs on.</summary>
public sealed class ResultMemoryTests
{
    [Fact]
    public Task Nothing_is_kept_of_children_that_have_ended_in_any_way() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction cancelled = context.Start("cancelled", trial.At("cancelled"));
            ChildAction aborted = context.Start("aborted", trial.At("aborted"));
            ChildAction[] all =
            [
                cancelled,
                aborted,
                context.Start("done", (_, _) => Task.CompletedTask),
                context.Start("failed", trial.Throwing("failed"), new ChildOptions { Retries = 2 }),
                context.Start("expired", trial.At("expired"), new ChildOptions { TimeoutAfter = TimeSpan.FromSeconds(1) }),
                context.Start("abandoned", trial.Deaf("abandoned"), new ChildOptions { TimeoutAfter = TimeSpan.FromSeconds(1) }),
                context.Start("refused", trial.At("refused"), new ChildOptions { Key = "done-1" }),
                context.Start("fold", (fold, _) => fold.RunAsync("part", trial.At("aborted"))),
            ];
            await trial.Gate("root").PassAsync(cancellationToken);
            cancelled.Cancel();
            await context.WhenAllSettled(all, cancellationToken);
            await trial.Gate("behind").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root", "cancelled", "expired", "abandoned");
            await trial.ReachedTimesAsync("aborted", 2);
            Assert.False(ChildrenOf(trial).IsEmpty);
            trial.Open("root");
            await trial.Execution.AbortActionAsync("tree", "root/aborted-1");
            await trial.Execution.AbortActionAsync("tree", "root/fold-1");
            await trial.AdvanceAsync(60);
            await trial.ReachedAsync("behind");
            await trial.Host.IdleAsync();
            Assert.True(ChildrenOf(trial).IsEmpty);
            Assert.Equal(7, (await trial.RootAsync()).Children.Count);
        });

    [Fact]
    public Task What_a_childs_code_holds_is_free_when_the_child_has_ended()
    {
        WeakReference? held = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                held = await RunAsync(trial, context);
                await trial.Gate("root").PassAsync(cancellationToken);
            },
            async trial =>
            {
                trial.Open("part");
                await trial.ReachedAsync("root");
                await trial.Host.IdleAsync();
                for (int count = 0; count < 3 && held!.IsAlive; count++)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }

                Assert.False(held!.IsAlive);
            });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync(TreeTrial trial, ActionContext context)
    {
        byte[] large = new byte[100_000];
        await context.RunAsync("part", async (_, token) =>
        {
            await trial.Gate("part").PassAsync(token);
            GC.KeepAlive(large);
        });
        return new WeakReference(large);
    }

    private static LiveChildren ChildrenOf(TreeTrial trial) => trial.Host.Services.GetRequiredService<EngineCore>().Executions.Find(trial.Execution.Id)!.Children;
}
