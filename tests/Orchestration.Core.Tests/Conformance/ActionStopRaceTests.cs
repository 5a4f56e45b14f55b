using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>
/// The abort of an action, marks and interventions against what happens in the same moment: what is decided in one turn, one right behind
/// the other, is decided as if each had been alone.
/// </summary>
public sealed class ActionStopRaceTests
{
    public static TheoryData<string> Verbs { get; } = ["abort", "mark", "mark stage"];

    [Theory]
    [InlineData("abort")]
    [InlineData("mark")]
    public Task Behind_the_completion_it_is_refused(string verb) => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? sent = null;
        trial.Open("b");
        await together([complete, () => sent = trial.Execution.SendAsync(Request(verb))]);
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        Assert.Equal(ErrorCode.NotStoppable, (await Races.OutcomeAsync(sent!)).Refused);
    });

    [Theory]
    [InlineData("abort", "a=Aborted")]
    [InlineData("mark", "a=Failed")]
    [InlineData("mark stage", "a=Failed")]
    public Task A_completion_behind_it_changes_nothing(string verb, string end) => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? sent = null;
        trial.Open("b");
        await together([() => sent = trial.Execution.SendAsync(Request(verb)), complete]);
        await trial.ClosesAsync($"Failed [build: Failed ({end}, b=NotRun)]");
        await trial.SettlesAsync(await sent!);
        Assert.Empty((await trial.Execution.GetAsync()).Orphans);
    });

    [Theory]
    [InlineData("abort", "a=Abandoned")]
    [InlineData("mark", "a=Failed")]
    [InlineData("mark stage", "a=Failed")]
    public Task A_completion_behind_one_that_abandons_is_that_of_an_orphan(string verb, string end) => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? sent = null;
        await together([() => sent = trial.Execution.SendAsync(Request(verb, StopMode.Abandon)), complete]);
        await trial.ClosesAsync($"Failed [build: Failed ({end}, b=NotRun)]");
        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Null(Assert.Single(snapshot.Orphans).Failure);
        Assert.Null(snapshot["build"]["a"].Output);
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task Of_two_equal_ones_the_second_is_told_of_the_first(string verb) => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? first = null;
        Task<Receipt>? second = null;
        await together([() => first = trial.Execution.SendAsync(Request(verb)), () => second = trial.Execution.SendAsync(Request(verb))]);
        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => second!.WithinAsync(trial.Host.Describe));
        Assert.Equal((ErrorCode.AlreadyStopping, (await first!).CommandId), (refusal.Code, refusal.IntentInForce));
        complete();
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        Assert.Single(await trial.EventsAsync<ActionStopRequested>());
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task The_same_command_twice_has_one_effect_and_one_receipt(string verb) => RunAsync(async (trial, together, complete) =>
    {
        Guid id = Guid.NewGuid();
        EndingRequest request = Request(verb) with { CommandId = id };
        Task<Receipt>? first = null;
        Task<Receipt>? second = null;
        await together([() => first = trial.Execution.SendAsync(request), () => second = trial.Execution.SendAsync(request)]);
        Assert.Equal((id, id), ((await first!).CommandId, (await second!).CommandId));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.SendAsync(request with { Mode = StopMode.Abandon }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.SendAsync(request with { Reason = "other" }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.SendAsync(request with { Grace = TimeSpan.FromSeconds(1) }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(new StopRequest { CommandId = id }));
        complete();
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        Receipt later = await trial.Execution.SendAsync(request).WithinAsync(trial.Host.Describe);
        Assert.Equal(id, later.CommandId);
        await trial.SettlesAsync(later);
        Assert.Single(await trial.EventsAsync<ActionStopRequested>());
        Assert.Single(await trial.EventsAsync<ActionStopping>());
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task A_version_that_has_moved_on_is_a_conflict(string verb) => RunAsync(async (trial, _, _) =>
    {
        long version = (await trial.Execution.GetAsync()).Version;
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.SendAsync(Request(verb) with { ExpectedVersion = version - 1 }));
        await trial.SendAsync(Request(verb) with { ExpectedVersion = version });
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task Times_and_texts_that_mean_nothing_are_refused(string verb) => RunAsync(async (trial, _, _) =>
    {
        TimeSpan tick = TimeSpan.FromTicks(1);
        EndingRequest[] wrong =
        [
            Request(verb) with { Grace = -tick },
            Request(verb, StopMode.Wait) with { Deadline = -tick },
            Request(verb) with { Deadline = tick },
            Request(verb, StopMode.Abandon) with { Deadline = tick },
            Request(verb) with { Mode = (StopMode)7 },
            Request(verb) with { OnDuplicate = (OnDuplicate)7 },
            Request(verb) with { Reason = new string('x', 201) },
        ];
        foreach (EndingRequest request in wrong)
        {
            await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.SendAsync(request));
        }

        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.AbortActionAsync(new AbortActionRequest("build", "a") { Resolution = (AbortResolution)9 }));
        await trial.SendAsync(Request(verb) with { Reason = new string('x', 200) });
    });

    [Theory]
    [InlineData("abort", "a=Abandoned")]
    [InlineData("mark", "a=Failed")]
    [InlineData("mark stage", "a=Failed")]
    public Task A_stronger_one_right_behind_it_counts(string verb, string end) => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? first = null;
        Task<Receipt>? second = null;
        await together(
        [
            () => first = trial.Execution.SendAsync(Request(verb, StopMode.Wait)),
            () => second = trial.Execution.SendAsync(Request(verb, StopMode.Abandon)),
        ]);
        await trial.ClosesAsync($"Failed [build: Failed ({end}, b=NotRun)]");
        await trial.SettlesAsync(await first!);
        await trial.SettlesAsync(await second!);
        Assert.Equal((await second!).CommandId, (await trial.ActionAsync("a")).CommandId);
        complete();
        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task A_stop_right_behind_it_decides_the_outcome(string verb) => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? sent = null;
        Task<Receipt>? stop = null;
        await together([() => sent = trial.Execution.SendAsync(Request(verb)), () => stop = trial.Execution.StopAsync(), complete]);
        await trial.ClosesAsync($"Stopped [build: Stopped (a={(verb == "abort" ? "Aborted" : "Failed")}, b=NotRun)]");
        await trial.SettlesAsync(await sent!);
        await trial.SettlesAsync(await stop!);
    });

    [Fact]
    public Task An_abort_right_behind_a_stop_is_beside_it() => RunAsync(async (trial, together, complete) =>
    {
        Task<Receipt>? abort = null;
        Task<Receipt>? mark = null;
        await together(
        [
            () => _ = trial.Execution.StopAsync(),
            () => abort = trial.Execution.SendAsync(Request("abort", StopMode.Abandon)),
            () => mark = trial.Execution.SendAsync(Request("mark stage")),
        ]);
        await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
        Assert.Equal(["build/a"], (await trial.SettlesAsync(await abort!)).Abandoned);
        Assert.NotNull((await Races.OutcomeAsync(mark!)).Refused);
        complete();
    });

    [Fact]
    public async Task Aborts_race_completions_and_stops_from_many_threads()
    {
        foreach (bool stops in (bool[])[false, true])
        {
            TrialSetup setup = ActionStops.Setup("a");
            setup.Code["a"] = (trial, context, token) => trial.Gate($"a {context.ExecutionId}").PassAsync(token);
            setup.Code["b"] = (_, _, _) => Task.CompletedTask;
            await Trial.RunAsync("build: a, b", setup, async trial =>
            {
                for (int round = 0; round < 25; round++)
                {
                    ExecutionHandle execution = round == 0 ? trial.Execution : await trial.StartAgainAsync();
                    Gate gate = trial.Gate($"a {execution.Id}");
                    await gate.ReachedAsync().WithinAsync(trial.Host.Describe);
                    Task<Receipt>? abort = null;
                    Task<Receipt>? mark = null;
                    Task<Receipt>? stop = null;
                    OwnThread.Race(
                        gate.Open,
                        () => abort = execution.AbortActionAsync("build", "a"),
                        () => mark = execution.MarkStageFailedAsync("build"),
                        () => stop = stops ? execution.StopAsync(StopMode.Cancel) : execution.AbortActionAsync("build", "a"));
                    ExecutionSnapshot end = await Races.EndAsync(execution);
                    (ErrorCode? Refused, Receipt? Result)[] outcomes =
                        [await Races.OutcomeAsync(abort!), await Races.OutcomeAsync(mark!), await Races.OutcomeAsync(stop!)];
                    foreach ((ErrorCode? refused, Receipt? receipt) in outcomes)
                    {
                        Assert.True(refused is null or ErrorCode.NotStoppable or ErrorCode.AlreadyStopping, refused.ToString());
                        if (receipt is not null)
                        {
                            await trial.SettlesAsync(receipt);
                        }
                    }

                    bool anyAccepted = outcomes.Any(outcome => outcome.Refused is null);
                    Assert.Equal(anyAccepted, end.Status != ExecutionStatus.Succeeded);
                }
            });
        }
    }

    [Fact]
    public async Task Of_two_people_one_picks()
    {
        TrialSetup setup = new();
        setup.Code["a"] = (_, _, _) => throw new InvalidOperationException("a broke");
        await Trial.RunAsync("build: a", setup.OnFailure("a", FailureStrategy.Intervene(TimeSpan.FromHours(1))), async trial =>
        {
            for (int round = 0; round < 25; round++)
            {
                ExecutionHandle execution = round == 0 ? trial.Execution : await trial.StartAgainAsync();
                await execution.UntilAsync(snapshot => snapshot["build"]["a"].Intervention is not null);
                Task<Receipt>? ignore = null;
                Task<Receipt>? fail = null;
                OwnThread.Race(
                    () => ignore = execution.InterveneAsync("build", "a", Intervention.Ignore),
                    () => fail = execution.InterveneAsync("build", "a", Intervention.Fail));
                ExecutionSnapshot end = await Races.EndAsync(execution);
                (ErrorCode? ofIgnore, _) = await Races.OutcomeAsync(ignore!);
                (ErrorCode? ofFail, _) = await Races.OutcomeAsync(fail!);
                Assert.Equal(end.Status == ExecutionStatus.Succeeded ? (null, ErrorCode.Conflict) : (ErrorCode.Conflict, (ErrorCode?)null), (ofIgnore, ofFail));
            }
        });
    }

    [Fact]
    public async Task An_answer_and_a_stop_have_one_order()
    {
        foreach (bool stopsFirst in (bool[])[false, true])
        {
            ActionContext? context = null;
            await using HeldStore store = new();
            TrialSetup setup = new() { OpenStore = () => store };
            setup.Code["b"] = (trial, given, token) =>
            {
                context = given;
                return trial.Gate("b").PassAsync(token);
            };
            await Trial.RunAsync("build: a b, c", setup.OnFailure("a", FailureStrategy.Intervene(TimeSpan.FromHours(1))), async trial =>
            {
                await trial.ReachedAsync("a", "b");
                trial.Fail("a");
                await trial.UntilAsync("Running [build: Running (a=Waiting, b=Running, c=Pending)]");
                await trial.Host.IdleAsync();
                Task<Receipt>? answer = null;
                await store.HoldAsync(() => _ = context!.RegisterResourceAsync("kind", "key"));
                Action[] acts = [() => answer = trial.Execution.InterveneAsync("build", "a", Intervention.Ignore), () => _ = trial.Execution.StopAsync()];
                Array.ForEach(stopsFirst ? [.. acts.Reverse()] : acts, act => act());
                store.Release();
                ErrorCode? refused = (await Races.OutcomeAsync(answer!)).Refused;
                trial.Open("b");
                await trial.ClosesAsync($"Stopped [build: Stopped (a={(stopsFirst ? "Failed" : "Ignored")}, b=Succeeded, c=NotRun)]");
                Assert.True(stopsFirst ? refused is ErrorCode.AlreadyStopping or ErrorCode.Conflict : refused is null);
            });
        }
    }

    private static EndingRequest Request(string verb, StopMode mode = StopMode.Cancel) => verb switch
    {
        "abort" => new AbortActionRequest("build", "a") { Mode = mode },
        "mark" => new MarkFailedRequest("build", "a") { Mode = mode },
        _ => new MarkFailedRequest("build") { Mode = mode },
    };

    /// <summary>
    /// An action in flight that the test completes by hand. What is done together stands behind a commit whose answer is held back, and so
    /// is decided in one turn.
    /// </summary>
    private static async Task RunAsync(Func<Trial, Func<Action[], Task>, Action, Task> body)
    {
        TaskCompletionSource byHand = new();
        ActionContext? context = null;
        await using HeldStore store = new();
        TrialSetup setup = ActionStops.Setup("a");
        setup.OpenStore = () => store;
        setup.Code["a"] = (trial, given, _) =>
        {
            context = given;
            trial.Open("by hand");
            return byHand.Task;
        };
        await Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.Gate("by hand").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.Host.IdleAsync();
            await body(trial, TogetherAsync, Complete);
        });

        async Task TogetherAsync(Action[] actions)
        {
            await store.HoldAsync(() => _ = context!.RegisterResourceAsync("kind", "key"));
            Array.ForEach(actions, act => act());
            store.Release();
        }

        // On a thread without a synchronization context everything behind the result happens before the call returns.
        void Complete() => OwnThread.Run(() => byHand.TrySetResult());
    }
}
