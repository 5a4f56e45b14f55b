using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What user code sees of a stop: two signals and one reason.</summary>
public sealed class StopSignalTests
{
    [Theory]
    [InlineData(StopMode.Wait, false)]
    [InlineData(StopMode.Cancel, true)]
    [InlineData(StopMode.Abandon, false)]
    public Task Every_mode_says_so_and_only_cancelling_signals_the_token(StopMode mode, bool signals) => RunAsync(async (trial, seen) =>
    {
        Assert.Null(seen.Context.StopReason);
        Assert.False(seen.Context.StopRequested.IsCancellationRequested);

        await (await trial.As("ada").StopAsync(mode, "wrong tag")).EffectiveAsync().WithinAsync(trial.Host.Describe);

        Assert.True(seen.Context.StopRequested.IsCancellationRequested);
        Assert.Equal(new StopReason(StopReasonKind.Stop, "ada", "wrong tag"), seen.Context.StopReason);
        Assert.Equal(signals, seen.Token.IsCancellationRequested);
    });

    [Fact]
    public Task A_stronger_stop_brings_its_own_reason() => RunAsync(async (trial, seen) =>
    {
        await trial.StopAsync(reason: "first");
        Receipt second = await trial.As("bob").AbortAsync(StopMode.Cancel, "second");
        await second.EffectiveAsync().WithinAsync(trial.Host.Describe);

        Assert.Equal(new StopReason(StopReasonKind.Abort, "bob", "second"), seen.Context.StopReason);
        Assert.True(seen.Token.IsCancellationRequested);
    });

    [Fact]
    public async Task An_action_may_finish_early_when_a_stop_is_requested()
    {
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, _) =>
        {
            try
            {
                await trial.Gate("a").PassAsync(context.StopRequested);
            }
            catch (OperationCanceledException)
            {
                // Finished early.
            }
        };
        await Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");

            await trial.StopAsync();

            await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=NotRun)]");
        });
    }

    [Fact]
    public async Task Leaving_by_the_stop_request_is_a_failure_like_any_other()
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, context, _) => trial.Gate("a").PassAsync(context.StopRequested);
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.StopAsync();
            await trial.ClosesAsync("Stopped [build: Stopped (a=Failed)]");
        });
    }

    [Fact]
    public Task A_cancellation_that_is_not_the_attempts_own_is_an_ordinary_failure() => Trial.RunAsync("build: a b, c", async trial =>
    {
        await trial.ReachedAsync("a", "b");

        trial.Gate("a").Fail(new TaskCanceledException("the request timed out"));
        await trial.UntilAsync("Running [build: Running (a=Failed, b=Running, c=Pending)]");
        trial.Open("b");

        await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Succeeded, c=NotRun)]");
        Failure? failure = (await trial.Execution.GetAsync())["build"]["a"].Failure;
        Assert.Equal((typeof(TaskCanceledException).FullName, "the request timed out"), (failure?.Type, failure?.Message));
    });

    [Theory]
    [InlineData(StopMode.Wait, "Stopped [build: Stopped (a=Failed)]")]
    [InlineData(StopMode.Cancel, "Stopped [build: Stopped (a=Aborted)]")]
    public Task Under_a_stop_it_counts_only_if_the_token_was_signalled(StopMode mode, string end) => RunAsync(async (trial, _) =>
    {
        await trial.StopAsync(mode);

        trial.Gate("a").Fail(new OperationCanceledException("the request timed out"));

        await trial.ClosesAsync(end);
    });

    [Fact]
    public Task An_orphan_that_leaves_by_its_token_is_told_from_one_that_returns() => RunAsync(async (trial, _) =>
    {
        await trial.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = TimeSpan.Zero });
        await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned)]");

        trial.Gate("a").Fail(new OperationCanceledException());

        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(typeof(OperationCanceledException).FullName, Assert.Single(snapshot.Orphans).Failure?.Type);
    });

    [Fact]
    public Task A_resource_can_be_registered_during_the_grace_and_by_an_orphan() => RunAsync(async (trial, seen) =>
    {
        Receipt receipt = await trial.StopAsync(StopMode.Cancel);
        await seen.Context.RegisterResourceAsync("container", "during").WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");

        await seen.Context.RegisterResourceAsync("container", "after").WithinAsync(trial.Host.Describe);

        Assert.Equal(["during", "after"], (await trial.Execution.GetAsync()).Resources.Select(resource => resource.Key));
        Assert.Equal("during", (await receipt.SettledAsync()).LeftBehind[0].Key);
    });

    /// <summary>One action, in flight, that does not look at its token, and what it was given.</summary>
    private static Task RunAsync(Func<Trial, (ActionContext Context, CancellationToken Token), Task> body)
    {
        (ActionContext, CancellationToken) seen = default;
        TrialSetup setup = new();
        setup.Code["a"] = (trial, context, token) =>
        {
            seen = (context, token);
            return trial.Gate("a").PassIgnoringCancellationAsync();
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await body(trial, seen);
        });
    }
}
