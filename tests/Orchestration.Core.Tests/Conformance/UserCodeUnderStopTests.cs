using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>User code that misbehaves on cancellation: no deadlock, no lost transition.</summary>
public sealed class UserCodeUnderStopTests
{
    [Fact]
    public Task A_callback_that_throws_changes_nothing() => RunAsync(
        (trial, _, token) => token.Register(() => throw new InvalidOperationException("callback broke")),
        async trial =>
        {
            await trial.StopAsync(StopMode.Cancel);

            await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted)]");
            await trial.Host.IdleAsync();
            Assert.Null((await trial.Execution.GetAsync())["build"]["a"].Failure);
        });

    [Fact]
    public Task A_callback_that_blocks_holds_nobody_up() => RunAsync(
        (trial, _, token) => token.Register(() => trial.Gate("callback").PassAsync(CancellationToken.None).GetAwaiter().GetResult()),
        async trial =>
        {
            ExecutionHandle other = await trial.StartAgainAsync();
            await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);

            await trial.StopAsync(StopMode.Cancel);
            await trial.ReachedAsync("callback");
            await (await other.StopAsync(StopMode.Abandon)).SettledAsync().WithinAsync(trial.Host.Describe);
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));

            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
            trial.Open("callback", "a");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        },
        isDeaf: true);

    [Fact]
    public Task A_callback_may_call_the_orchestrator_again() => RunAsync(
        (trial, context, token) => token.Register(() =>
        {
            IOrchestrator own = context.GetOrchestrator();
            own.GetAsync(context.ExecutionId, CancellationToken.None).GetAwaiter().GetResult();
            own.StopAsync(context.ExecutionId, new StopRequest { Mode = StopMode.Abandon, Reason = "from within" }, CancellationToken.None).GetAwaiter().GetResult();
            trial.Open("called");
        }),
        async trial =>
        {
            await trial.As("ada").StopAsync(StopMode.Cancel);

            await trial.Gate("called").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned)]");
            Assert.Equal(
                ["anonymous", $"anonymous (build/a of {trial.Execution.Id})"],
                (await trial.EventsAsync<StopRequested>()).Select(stop => stop.Actor == "ada" ? "anonymous" : stop.Actor));
        },
        isDeaf: true);

    [Fact]
    public Task A_callback_of_the_stop_request_may_stop_by_the_handle_of_a_user() => RunAsync(
        (trial, context, _) => context.StopRequested.Register(() =>
        {
            trial.As("bob").AbortAsync(StopMode.Abandon, "from within").GetAwaiter().GetResult();
            trial.Open("called");
        }),
        async trial =>
        {
            await trial.StopAsync();

            await trial.Gate("called").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.ClosesAsync("Aborted [build: Aborted (a=Abandoned)]");
            Assert.Equal("bob", (await trial.Execution.GetAsync()).Summary.ClosedBy);
        });

    [Fact]
    public async Task An_action_may_stop_its_own_execution_and_wait_for_the_effect()
    {
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, token) =>
        {
            Receipt receipt = await context.GetOrchestrator().StopAsync(context.ExecutionId, new StopRequest { Reason = "I have seen enough" }, token);
            await receipt.EffectiveAsync(token);
        };
        await Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=NotRun)]");
            Assert.Equal("I have seen enough", (await trial.Execution.GetAsync()).Summary.ClosedText);
        });
    }

    [Fact]
    public async Task An_action_that_waits_for_its_own_end_is_ended_by_the_grace()
    {
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, _) =>
        {
            Receipt receipt = await context.GetOrchestrator().StopAsync(context.ExecutionId, new StopRequest { Mode = StopMode.Cancel }, CancellationToken.None);
            trial.Open("waits");
            await receipt.SettledAsync(CancellationToken.None);
        };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.Gate("waits").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.UntilAsync("Stopping [build: Stopping (a=Stopping)]");
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
            await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned)]");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        });
    }

    [Fact]
    public async Task Swallowing_the_cancellation_is_no_way_out()
    {
        bool sticky = false;
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, token) =>
        {
            try
            {
                await trial.Gate("a").PassAsync(token);
            }
            catch (OperationCanceledException)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial.Gate("again").PassAsync(token));
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.RegisterResourceAsync("kind", "with the token", cancellationToken: token));
                await context.RegisterResourceAsync("kind", "without it", cancellationToken: CancellationToken.None);
                sticky = token.IsCancellationRequested;
            }
        };
        await Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.StopAsync(StopMode.Cancel);

            await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted, b=NotRun)]");
            Assert.True(sticky);
            Assert.Equal("without it", Assert.Single((await trial.Execution.GetAsync()).Resources).Key);
        });
    }

    [Fact]
    public async Task Code_that_blocks_its_thread_is_abandoned_like_any_other()
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, _, _) =>
        {
            trial.Gate("a").PassAsync(CancellationToken.None).GetAwaiter().GetResult();
            return Task.CompletedTask;
        };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await (await trial.Execution.StopAsync(StopMode.Abandon)).SettledAsync().WithinAsync(trial.Host.Describe);
            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
            trial.Open("a");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        });
    }

    /// <summary>One action that does something when it begins, and then stops at its gate.</summary>
    private static Task RunAsync(
        Func<Trial, ActionContext, CancellationToken, CancellationTokenRegistration> begin, Func<Trial, Task> body, bool isDeaf = false)
    {
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, token) =>
        {
            _ = begin(trial, context, token);
            await trial.Gate("a").PassAsync(isDeaf ? CancellationToken.None : token);
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await body(trial);
        });
    }
}
