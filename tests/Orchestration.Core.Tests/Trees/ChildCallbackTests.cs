using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>User code that calls the engine from a callback of its cancellation, or throws or blocks there: no deadlock, and no transition is lost.</summary>
public sealed class ChildCallbackTests
{
    private static readonly Dictionary<string, Action<TreeTrial, ActionContext, ChildAction>> Callbacks = new()
    {
        ["cancels a child"] = (_, _, below) => below.Cancel("from a callback"),
        ["starts"] = (trial, context, _) => Assert.ThrowsAny<OperationCanceledException>(() => context.Start("more", trial.At("more"))),
        ["awaits"] = (_, _, below) => Assert.ThrowsAny<OperationCanceledException>(() => below.AsTask().GetAwaiter().GetResult()),
        ["stops the execution"] = (_, context, _) => context.GetOrchestrator().StopAsync(context.ExecutionId, new StopRequest()).GetAwaiter().GetResult(),
        ["aborts itself"] = (_, context, _) => Assert.Equal(
            ErrorCode.AlreadyStopping,
            Assert.Throws<OrchestrationException>(() => context.GetOrchestrator().AbortActionAsync(context.ExecutionId, TreeVerbs.Abort("a")).GetAwaiter().GetResult()).Code),
        ["throws"] = (_, _, _) => throw new InvalidOperationException("the callback broke"),
        ["blocks"] = (trial, _, _) => trial.Gate("block").PassIgnoringCancellationAsync().GetAwaiter().GetResult(),
    };

    public static TheoryData<string> Names { get; } = [.. Callbacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_callback_of_a_child_s_token_harms_nobody(string what)
    {
        Exception? failed = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction a = context.Start("a", async (a, token) =>
                {
                    ChildAction below = a.Start("below", trial.Deaf("below"), new() { Key = "below" });
                    await using CancellationTokenRegistration registration = token.UnsafeRegister(
                        (_, _) =>
                        {
                            failed = Record.Exception(() => Callbacks[what](trial, a, below));
                            trial.Open("called");
                            if (failed is InvalidOperationException)
                            {
                                throw failed;
                            }
                        },
                        null);
                    await trial.Gate("a").PassIgnoringCancellationAsync();
                }, new() { Key = "a" });
                await trial.Gate("cancel").PassAsync(cancellationToken);
                a.Cancel();
                await a.ErrorAsync();
            },
            async trial =>
            {
                await trial.ReachedAsync("a", "below", "cancel");
                trial.Open("cancel");
                if (what == "blocks")
                {
                    await trial.ReachedAsync("block");
                    await trial.UntilAsync("Running: root=Running (a=Stopping (below=Stopping))");
                    trial.Open("block");
                }

                await trial.Gate("called").PassAsync().WithinAsync(trial.Host.Describe);
                trial.Open("a", "below");
                string stopped = what == "stops the execution" ? "Stopped" : "Succeeded";
                await trial.ClosesAsync($"{stopped}: root=Succeeded (a=Aborted (below=Aborted))");
                Assert.Equal(what == "throws", failed is not null);
                Assert.Equal(["a", "a/below"], await trial.AddedAsync());
            });
    }

    [Fact]
    public Task A_callback_of_the_stop_request_may_start_nothing_and_cancel_everything() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction child = context.Start("child", trial.At("child"), new() { Key = "child" });
            Task<Exception?>? refused = null;
            await using CancellationTokenRegistration registration = context.StopRequested.UnsafeRegister(
                (_, _) =>
                {
                    refused = context.Start("late", trial.At("late")).ErrorAsync();
                    child.Cancel("finish up early");
                    trial.Open("root");
                },
                null);
            await trial.Gate("root").PassAsync(cancellationToken);
            Assert.IsType<ActionAbortedException>(await child.ErrorAsync());
            Assert.Equal(ErrorCode.ScopeClosed, ((OrchestrationException)(await refused!)!).Code);
        },
        async trial =>
        {
            await trial.ReachedAsync("root", "child");
            await trial.StopAsync();
            await trial.ClosesAsync("Stopped: root=Succeeded (child=Aborted)");
            Assert.Equal("finish up early", Assert.Single(await trial.EventsAsync<ActionStopRequested>()).Reason);
        });

    [Fact]
    public Task Children_that_cancel_each_other_all_end() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            List<ChildAction> all = [];
            for (int index = 0; index < 20; index++)
            {
                all.Add(context.Start("child", async (_, token) =>
                {
                    await using CancellationTokenRegistration registration = token.UnsafeRegister((_, _) => all.ForEach(other => other.Cancel()), null);
                    await trial.Gate("child").PassAsync(token);
                }));
            }

            await trial.Gate("child").ReachedAsync(20, cancellationToken);
            all[7].Cancel();
            Assert.All(await context.WhenAllSettled(all, cancellationToken), outcome => Assert.IsType<ActionAbortedException>(outcome.Error));
        },
        async trial =>
        {
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(ExecutionStatus.Succeeded, (await trial.Execution.GetAsync()).Status);
            Assert.Equal(20, (await trial.EventsAsync<ActionStopRequested>()).Count);
        });
}
