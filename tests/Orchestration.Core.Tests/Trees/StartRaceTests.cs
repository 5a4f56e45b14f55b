using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Starts and retries against aborts: in one turn, and on real threads.</summary>
public sealed class StartRaceTests
{
    [Fact]
    public Task HA_46_On_threads_of_their_own_it_is_one_or_the_other() => TreeTrial.RunAsync(
        async (trial, context, _) =>
        {
            for (int round = 0; round < 300; round++)
            {
                ActionContext? p = null;
                string key = $"p{round}";
                ChildAction parent = context.Start("p", (given, token) =>
                {
                    p = given;
                    return trial.Gate(key).PassAsync(token);
                }, new() { Key = key });
                await trial.Gate(key).ReachedAsync(cancellationToken: CancellationToken.None);
                ChildAction? c = null;
                Task<Receipt>? abort = null;
                OwnThread.Race(
                    () => Record.Exception(() => c = p!.Start("c", trial.At("c"), new() { Key = "c" })),
                    () => abort = trial.Execution.AbortActionAsync(TreeVerbs.Abort(key)));
                await abort!;
                Assert.IsType<ActionAbortedException>(await parent.ErrorAsync());
                Assert.True(c is null || await c.ErrorAsync() is OperationCanceledException);
            }
        },
        async trial =>
        {
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal(ExecutionStatus.Succeeded, snapshot.Status);
            Assert.All(snapshot["tree"]["root"].Children.SelectMany(p => p.Children), c => Assert.Equal(ActionStatus.Aborted, c.Status));
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_that_was_begun_and_abandoned_in_one_turn_leaves_no_orphan(bool isMark)
    {
        await using OneTurn turn = new();
        TaskCompletionSource byHand = new();
        ActionContext? root = null;
        EndingRequest request = isMark ? new MarkFailedRequest("tree", "root/c") { Mode = StopMode.Abandon } : TreeVerbs.Abort("c", StopMode.Abandon);
        await TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", async (context, _) =>
            {
                root = context;
                await context.Start("c", (c, token) => c.AttemptNumber == 1 ? byHand.Task : trial.Gate("c").PassAsync(token), new() { Key = "c", Retries = 1 }).ErrorAsync();
            }),
            async trial =>
            {
                await trial.UntilAsync("Running: root=Running (c=Running)");
                await trial.Host.IdleAsync();
                await turn.TogetherAsync(
                    root!,
                    () => OwnThread.Run(() => byHand.SetException(new InvalidOperationException("broken"))),
                    () => _ = trial.Execution.SendAsync(request));
                await trial.ClosesAsync($"Succeeded: root=Succeeded (c={(isMark ? "Failed" : "Aborted")})");
                Assert.Empty((await trial.Execution.GetAsync()).Orphans);
                Assert.Equal(2, (await trial.ChildAsync("c")).Attempt);
                Assert.Equal(0, trial.Gate("c").Arrivals);
            },
            TreeVerbs.AllowMarks,
            turn.Options);
    }
}
