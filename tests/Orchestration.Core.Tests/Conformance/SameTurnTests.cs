using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Things that are decided in one turn, one right behind the other: the order in which they came decides, as if each had been alone.</summary>
public sealed class SameTurnTests
{
    [Fact]
    public Task The_answer_of_a_stages_condition_behind_a_stop_enters_nothing() => RunAsync("build: a; deploy: b", "deploy", async (trial, together, answer) =>
    {
        await together([() => _ = trial.Execution.StopAsync(), answer]);

        await trial.ClosesAsync("Stopped [build: Succeeded (a=Succeeded); deploy: NotRun (b=NotRun)]");
    });

    [Fact]
    public Task The_answer_of_an_actions_condition_behind_a_stop_starts_nothing() => RunAsync("build: a; deploy: b c", "b", async (trial, together, answer) =>
    {
        await trial.ReachedAsync("c");
        await together([() => _ = trial.Execution.StopAsync(), answer]);

        trial.Open("c");
        await trial.ClosesAsync("Stopped [build: Succeeded (a=Succeeded); deploy: Stopped (b=NotRun, c=Succeeded)]");
        Assert.Equal(0, trial.Gate("b").Arrivals);
    });

    [Fact]
    public Task A_stop_behind_the_answer_of_a_condition_finds_the_action_running() => RunAsync("build: a; deploy: b", "b", async (trial, together, answer) =>
    {
        await together([answer, () => _ = trial.Execution.StopAsync()]);

        await trial.ReachedAsync("b");
        await trial.UntilAsync("Stopping [build: Succeeded (a=Succeeded); deploy: Stopping (b=Running)]");
        trial.Open("b");
        await trial.ClosesAsync("Stopped [build: Succeeded (a=Succeeded); deploy: Stopped (b=Succeeded)]");
    });

    [Fact]
    public Task A_late_answer_of_a_condition_changes_nothing() => RunAsync("build: a; deploy: b", "deploy", async (trial, _, answer) =>
    {
        await trial.StopAsync();
        await trial.ClosesAsync("Stopped [build: Succeeded (a=Succeeded); deploy: NotRun (b=NotRun)]");
        long version = (await trial.Execution.GetAsync()).Version;

        answer();
        await trial.Host.IdleAsync();

        Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
    });

    [Fact]
    public Task Who_waits_for_the_close_sees_it_though_a_retry_stands_right_behind_it() => RunAsync("build: a, late", "none", async (trial, together, fail) =>
    {
        Task<ExecutionSummary> waiting = trial.Execution.WaitAsync();
        Task<Receipt>? retry = null;

        await together([fail, () => retry = trial.Execution.RetryStageAsync("build")]);

        Assert.Equal(ExecutionStatus.Failed, (await waiting.WithinAsync(trial.Host.Describe)).Status);
        await retry!.WithinAsync(trial.Host.Describe);
        trial.Open("late");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, late=Succeeded)]");
    });

    [Fact]
    public Task The_receipt_of_a_stop_settles_though_a_retry_stands_right_behind_it() => RunAsync("build: a, late", "none", async (trial, together, fail) =>
    {
        Receipt stop = await trial.StopAsync();
        Task<Settlement> settled = stop.SettledAsync();
        Task<Receipt>? retry = null;

        await together([fail, () => retry = trial.Execution.RetryStageAsync("build")]);

        Assert.Equal(ExecutionStatus.Stopped, (await settled.WithinAsync(trial.Host.Describe)).Status);
        await retry!.WithinAsync(trial.Host.Describe);
        trial.Open("late");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, late=Succeeded)]");
    });

    [Fact]
    public Task A_retry_behind_a_stop_is_refused_and_names_it() => RunAsync("build: a, late", "none", async (trial, together, fail) =>
    {
        Task<Receipt>? stop = null;
        Task<Receipt>? retry = null;

        await together([() => stop = trial.Execution.StopAsync(), () => retry = trial.Execution.RetryStageAsync("build")]);

        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => retry!.WithinAsync(trial.Host.Describe));
        Assert.Equal((ErrorCode.StageNotRetryable, (await stop!).CommandId), (refusal.Code, refusal.IntentInForce));
        fail();
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, late=Failed)]");
    });

    [Fact]
    public Task A_completion_behind_a_stop_that_abandons_is_an_ordinary_one() => RunAsync("build: a, late", "none", async (trial, together, fail) =>
    {
        await together([() => _ = trial.Execution.StopAsync(StopMode.Abandon), fail]);

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, late=Failed)]");
        Assert.Empty((await trial.Execution.GetAsync()).Orphans);
    });

    [Fact]
    public Task A_stop_behind_the_last_completion_is_refused() => RunAsync("build: a, late", "none", async (trial, together, fail) =>
    {
        Task<Receipt>? stop = null;

        await together([fail, () => stop = trial.Execution.StopAsync(StopMode.Abandon)]);

        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => stop!.WithinAsync(trial.Host.Describe));
        Assert.Equal((ErrorCode.NotStoppable, "Failed"), (refusal.Code, refusal.ActualStatus));
        await trial.IsAsync("Failed [build: Failed (a=Succeeded, late=Failed)]");
    });

    /// <summary>
    /// Runs to a condition that the test answers by hand, or to the action "late" that the test lets fail by hand. What is done together
    /// stands behind a commit whose answer is held back, and so is decided in one turn.
    /// </summary>
    private static async Task RunAsync(string sketch, string question, Func<Trial, Func<Action[], Task>, Action, Task> body)
    {
        TaskCompletionSource<bool> byHand = new();
        ActionContext? context = null;
        await using HeldStore store = new();
        TrialSetup setup = new() { OpenStore = () => store };
        setup.When[question] = (trial, _) =>
        {
            trial.Open("by hand");
            return new ValueTask<bool>(byHand.Task);
        };
        setup.Code["a"] = (_, given, _) =>
        {
            context = given;
            return Task.CompletedTask;
        };
        setup.Code["late"] = (trial, given, token) =>
        {
            trial.Open("by hand");
            return given.AttemptNumber == 1 ? byHand.Task : trial.Gate("late").PassAsync(token);
        };
        await Trial.RunAsync(sketch, setup, async trial =>
        {
            await trial.Gate("by hand").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.Host.IdleAsync();
            await body(trial, TogetherAsync, question == "none" ? Fail : Answer);
        });

        async Task TogetherAsync(Action[] actions)
        {
            await store.HoldAsync(() => _ = context!.RegisterResourceAsync("kind", "key"));
            Array.ForEach(actions, act => act());
            store.Release();
        }

        // On a thread without a synchronization context everything behind the result happens before the call returns.
        void Answer() => OwnThread.Run(() => byHand.TrySetResult(true));

        void Fail() => OwnThread.Run(() => byHand.TrySetException(new InvalidOperationException("late broke")));
    }
}
