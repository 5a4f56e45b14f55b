using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Children that swallow their cancellation, block, or clean up for too long: they end when their grace does at the latest.</summary>
public sealed class CancelBrokenCodeTests
{
    [Fact]
    public Task FL_31_What_cleans_up_for_longer_than_the_grace_is_cut_off_and_listed()
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction child = context.Start("child", async (_, token) =>
                {
                    await Record.ExceptionAsync(() => trial.Gate("work").PassAsync(token));
                    await trial.Gate("clean up").PassIgnoringCancellationAsync();
                    throw new InvalidOperationException("late");
                });
                await trial.Gate("work").ReachedAsync(cancellationToken: cancellationToken);
                child.Cancel();
                error = await child.ErrorAsync();
            },
            async trial =>
            {
                await trial.ReachedAsync("clean up");
                await trial.AdvanceAsync(29);
                await trial.IsAsync("Running: root=Running (child-1=Stopping)");
                await trial.AdvanceAsync(1);
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Abandoned)");
                Assert.IsType<ActionAbandonedException>(error);
                Assert.Equal(ReasonCode.GraceElapsed, (await trial.ChildAsync("child-1")).Reason);
                Orphan orphan = Assert.Single((await trial.Execution.GetAsync()).Orphans);
                Assert.Equal(("tree", "root/child-1", 1, true), (orphan.Stage, orphan.Action, orphan.Attempt, orphan.IsRunning));
                trial.Open("clean up");
                orphan = Assert.Single((await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe)).Orphans);
                Assert.Equal((false, "late"), (orphan.IsRunning, orphan.Failure!.Message));
                await trial.IsAsync("Succeeded: root=Succeeded (child-1=Abandoned)");
            });
    }

    [Fact]
    public Task FL_32_Code_that_swallows_its_cancellation_is_told_again_at_each_step()
    {
        List<Exception?> thrown = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction child = context.Start("child", async (given, token) =>
                {
                    ChildAction done = given.Start("done", (_, _) => Task.CompletedTask);
                    await done;
                    await Record.ExceptionAsync(() => trial.Gate("work").PassAsync(token));
                    for (int step = 0; step < 3; step++)
                    {
                        thrown.Add(Record.Exception(() => given.Start("more", trial.At("more"))));
                        thrown.Add(await Record.ExceptionAsync(() => given.RunAsync("more", trial.At("more"))));
                        thrown.Add(await Record.ExceptionAsync(() => given.WhenAll([done])));
                        thrown.Add(await Record.ExceptionAsync(() => given.ReportProgressAsync(step)));
                        thrown.Add(await Record.ExceptionAsync(() => given.ListLeftBehindAsync()));
                        thrown.Add(await Record.ExceptionAsync(() => trial.Gate("work").PassAsync(token)));
                    }

                    await given.RegisterResourceAsync("file", "left", cancellationToken: CancellationToken.None);
                });
                await trial.Gate("work").ReachedAsync(cancellationToken: cancellationToken);
                child.Cancel();
                await child.ErrorAsync();
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted (done-1=Succeeded))");
                Assert.Equal(18, thrown.Count);
                Assert.All(thrown, error => Assert.IsAssignableFrom<OperationCanceledException>(error));
                Assert.Equal(("left", "root/child-1"), ((await trial.Execution.GetAsync()).LeftBehind.Single().Key, (await trial.Execution.GetAsync()).LeftBehind.Single().Action));
            });
    }

    [Fact]
    public Task A_child_that_blocks_its_thread_holds_nobody_up() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction child = context.Start("child", (_, _) =>
            {
                trial.Gate("block").PassIgnoringCancellationAsync().GetAwaiter().GetResult();
                return Task.CompletedTask;
            });
            await trial.Gate("block").ReachedAsync(cancellationToken: cancellationToken);
            child.Cancel();
            Assert.IsType<ActionAbandonedException>(await child.ErrorAsync());
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (child-1=Stopping)");
            trial.Host.Time.Advance(TimeSpan.FromSeconds(30));
            await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Abandoned)");
            trial.Open("block");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        });

    [Fact]
    public Task A_child_that_was_abandoned_may_only_register_what_it_leaves_behind()
    {
        List<Exception?> refused = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction child = context.Start("child", async (given, _) =>
                {
                    ChildAction below = given.Start("below", (_, _) => Task.CompletedTask);
                    await below;
                    await trial.Gate("work").PassIgnoringCancellationAsync();
                    refused.Add(Record.Exception(() => given.Start("more", trial.At("more"))));
                    refused.Add(await Record.ExceptionAsync(() => given.RunAsync("more", trial.At("more"))));
                    refused.Add(await Record.ExceptionAsync(() => given.ReportProgressAsync(1)));
                    refused.Add(await Record.ExceptionAsync(() => given.GetOrchestrator().GetAsync(given.ExecutionId)));
                    await given.RegisterResourceAsync("file", "left", cancellationToken: CancellationToken.None);
                });
                await trial.Gate("work").ReachedAsync(cancellationToken: cancellationToken);
                await trial.Gate("root").PassAsync(cancellationToken);
            },
            async trial =>
            {
                await trial.ReachedAsync("root");
                await trial.AbortAsync("child-1", StopMode.Abandon);
                trial.Open("work");
                ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
                Assert.Null(Assert.Single(snapshot.Orphans).Failure);
                Assert.Equal(4, refused.Count);
                Assert.All(refused, error => Assert.Equal(ErrorCode.AttemptFenced, ((OrchestrationException)error!).Code));
                Assert.Equal(("left", "root/child-1", 1), (snapshot.LeftBehind.Single().Key, snapshot.LeftBehind.Single().Action, snapshot.LeftBehind.Single().Attempt));
                trial.Open("root");
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Abandoned (below-1=Succeeded))");
            });
    }
}
