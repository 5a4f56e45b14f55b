using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What the code of an action sees when it alone is asked to end: two signals and one reason.</summary>
public sealed class ActionStopSignalTests
{
    public static TheoryData<StopMode, bool, bool> Requests { get; } = [];

    static ActionStopSignalTests()
    {
        foreach (StopMode mode in Enum.GetValues<StopMode>())
        {
            Requests.Add(mode, true, false);
            Requests.Add(mode, false, false);
            Requests.Add(mode, false, true);
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public Task Every_mode_says_so_and_only_cancelling_signals_the_token(StopMode mode, bool aborts, bool ofStage) => RunAsync(async (trial, seen) =>
    {
        Assert.Null(seen.Context.StopReason);
        EndingRequest request = aborts
            ? new AbortActionRequest("build", "a") { Mode = mode, Reason = "flaky" }
            : new MarkFailedRequest("build", ofStage ? null : "a") { Mode = mode, Reason = "flaky" };

        Receipt receipt = await trial.As("ada").SendAsync(request).WithinAsync(trial.Host.Describe);
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        await trial.Execution.GetAsync();

        Assert.True(seen.Context.StopRequested.IsCancellationRequested);
        Assert.Equal(new StopReason(aborts ? StopReasonKind.Abort : StopReasonKind.MarkedFailed, "ada", "flaky"), seen.Context.StopReason);
        Assert.Equal(mode == StopMode.Cancel, seen.Token.IsCancellationRequested);
        Assert.Equal(ofStage, seen.Other.StopReason is not null);
    });

    [Fact]
    public Task A_snapshot_tells_the_reason_while_it_counts() => RunAsync(async (trial, _) =>
    {
        await trial.AbortAsync("a", reason: "flaky");
        Assert.Equal(new StopReason(StopReasonKind.Abort, "anonymous", "flaky"), (await trial.ActionAsync("a")).StopReason);
        Assert.Null((await trial.ActionAsync("b")).StopReason);
        trial.Open("a");
        await trial.UntilAsync("Running [build: Running (a=Aborted, b=Running)]");
        Assert.Null((await trial.ActionAsync("a")).StopReason);
    });

    [Fact]
    public Task A_stronger_request_brings_its_own_reason() => RunAsync(async (trial, seen) =>
    {
        await trial.MarkAsync("a", StopMode.Wait, "first");
        await (await trial.As("bob").SendAsync(new AbortActionRequest("build", "a") { Reason = "second" })).EffectiveAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(new StopReason(StopReasonKind.Abort, "bob", "second"), seen.Context.StopReason);
        Assert.True(seen.Token.IsCancellationRequested);

        await trial.StopAsync(StopMode.Cancel, "weaker in its outcome");
        Assert.Equal(new StopReason(StopReasonKind.Abort, "bob", "second"), seen.Context.StopReason);
    });

    [Fact]
    public Task A_time_limit_signals_the_token_and_says_expired()
    {
        ActionContext? context = null;
        CancellationToken signal = default;
        TrialSetup setup = ActionStops.Setup().Seen("a", (given, token) => (context, signal) = (given, token));
        setup.Settings["a"] = action => action.TimeoutAfter(TimeSpan.FromMinutes(1));
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
            await trial.IsAsync("Running [build: Running (a=Stopping)]");

            Assert.Equal(StopReasonKind.Expired, context!.StopReason?.Kind);
            Assert.True(signal.IsCancellationRequested);
            trial.Open("a");
            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
        });
    }

    [Fact]
    public Task Leaving_by_another_token_is_an_ordinary_end_of_an_action_that_waits() => RunAsync(async (trial, _) =>
    {
        await trial.AbortAsync("a", StopMode.Wait);
        trial.Gate("a").Fail(new OperationCanceledException("the request timed out"));
        await trial.UntilAsync("Running [build: Running (a=Aborted, b=Running)]");
        Assert.Equal("the request timed out", (await trial.ActionAsync("a")).Failure?.Message);
    });

    [Fact]
    public async Task Code_that_misbehaves_when_it_is_signalled_is_aborted_all_the_same()
    {
        TrialSetup setup = ActionStops.Setup("a");
        setup.Code["a"] = async (trial, context, token) =>
        {
            using CancellationTokenRegistration broken = token.Register(() => throw new InvalidOperationException("callback broke"));
            using CancellationTokenRegistration again = token.Register(() =>
            {
                IOrchestrator own = context.GetOrchestrator();
                Task<Receipt> abort = own.AbortActionAsync(context.ExecutionId, new AbortActionRequest("build", "a"), CancellationToken.None);
                Assert.Throws<OrchestrationException>(() => abort.GetAwaiter().GetResult());
                trial.Open("called");
            });
            await trial.Gate("a").PassIgnoringCancellationAsync();
            throw new InvalidOperationException("a broke");
        };
        await Trial.RunAsync("build: a, b", setup.OnFailure("a", FailureStrategy.Ignore), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.AbortAsync("a");
            await trial.Gate("called").PassAsync().WithinAsync(trial.Host.Describe);
            trial.Open("a", "b");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Aborted, b=Succeeded)]");
            Assert.Equal("a broke", (await trial.ActionAsync("a")).Failure?.Message);
        });
    }

    [Fact]
    public Task A_resource_can_be_registered_during_the_grace_and_by_an_orphan() => RunAsync(async (trial, seen) =>
    {
        Receipt receipt = await trial.AbortAsync("a");
        await seen.Context.RegisterResourceAsync("container", "during").WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        await trial.IsAsync("Running [build: Running (a=Abandoned, b=Running)]");

        await seen.Context.RegisterResourceAsync("container", "after").WithinAsync(trial.Host.Describe);

        Assert.Equal(["during", "after"], (await trial.Execution.GetAsync()).LeftBehind.Select(resource => resource.Key));
        Assert.Equal("during", (await trial.SettlesAsync(receipt)).LeftBehind[0].Key);
    });

    /// <summary>Two actions in flight that don't look at their tokens, and what they were given.</summary>
    private static Task RunAsync(Func<Trial, (ActionContext Context, CancellationToken Token, ActionContext Other), Task> body)
    {
        ActionContext? a = null;
        CancellationToken signal = default;
        ActionContext? b = null;
        TrialSetup setup = ActionStops.Setup("a").Seen("a", (context, token) => (a, signal) = (context, token)).Seen("b", (context, _) => b = context);
        return Trial.RunAsync("build: a b", setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await body(trial, (a!, signal, b!));
        });
    }
}
