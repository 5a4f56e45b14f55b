using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What an abort of an action, a mark or an intervention would do to each action, and that it does just that.</summary>
public sealed class ActionStopPreviewTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(StopMode.Wait, Disposition.Drain)]
    [InlineData(StopMode.Cancel, Disposition.Signal)]
    [InlineData(StopMode.Abandon, Disposition.Abandon)]
    public async Task An_action_that_runs_has_the_disposition_of_the_mode_and_the_others_none(StopMode mode, Disposition expected)
    {
        foreach (EndingRequest request in (EndingRequest[])[new AbortActionRequest("build", "a") { Mode = mode }, new MarkFailedRequest("build", "a") { Mode = mode }])
        {
            await RunAsync(async trial =>
            {
                Preview preview = await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);
                Assert.Equal(
                    [("z", Disposition.Unchanged), ("a", expected), ("b", Disposition.Unchanged), ("w", Disposition.Unchanged), ("c", Disposition.Unchanged), ("d", Disposition.Unchanged)],
                    preview.Actions.Select(action => (action.Action, action.Disposition)));
                Assert.Equal((await trial.Execution.GetAsync()).Version, preview.Version);
                Assert.Empty(preview.PreventedFinalizers);
                await KeepsAsync(trial, request, preview);
            });
        }
    }

    [Theory]
    [InlineData(StopMode.Wait, Disposition.Drain)]
    [InlineData(StopMode.Cancel, Disposition.Signal)]
    [InlineData(StopMode.Abandon, Disposition.Abandon)]
    public Task The_mark_of_a_stage_gives_each_action_its_disposition(StopMode mode, Disposition expected) => RunAsync(async trial =>
    {
        MarkFailedRequest request = new("build") { Mode = mode };
        Preview preview = await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);
        Disposition later = mode == StopMode.Abandon ? Disposition.NotRun : Disposition.Unchanged;
        Assert.Equal(
            [("z", Disposition.Unchanged), ("a", expected), ("b", expected), ("w", Disposition.Close), ("c", Disposition.NotRun), ("d", later)],
            preview.Actions.Select(action => (action.Action, action.Disposition)));
        Assert.Empty(await trial.EventsAsync<StageMarkedFailed>());
        await KeepsAsync(trial, request, preview);
    });

    [Fact]
    public Task The_mark_of_a_stage_whose_strategy_aborts_abandons_what_it_abandons() => RunAsync(
        async trial =>
        {
            MarkFailedRequest request = new("build") { Mode = StopMode.Abandon };
            Preview preview = await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);
            Assert.Equal(Disposition.Abandon, preview.Actions.Single(action => action.Action == "a").Disposition);
            Assert.Equal(Disposition.Close, preview.Actions.Single(action => action.Action == "w").Disposition);
            Assert.Equal(Disposition.NotRun, preview.Actions.Single(action => action.Action == "c").Disposition);
        },
        setup => setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.Abort));

    [Fact]
    public Task Over_a_stop_that_waits_the_abort_of_an_action_reaches_that_one_alone() => RunAsync(async trial =>
    {
        await trial.StopAsync();
        AbortActionRequest request = new("build", "a");
        Preview preview = await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);
        Assert.Equal(
            [("z", Disposition.Unchanged), ("a", Disposition.Signal), ("b", Disposition.Unchanged), ("w", Disposition.Unchanged), ("c", Disposition.Unchanged), ("d", Disposition.Unchanged)],
            preview.Actions.Select(action => (action.Action, action.Disposition)));
        await KeepsAsync(trial, request, preview);
    });

    [Theory]
    [InlineData(Intervention.Ignore, Disposition.Close)]
    [InlineData(Intervention.Retry, Disposition.Run)]
    [InlineData(Intervention.Abort, Disposition.Close)]
    public Task An_intervention_closes_the_action_or_runs_it(Intervention choice, Disposition expected) => RunAsync(async trial =>
    {
        InterveneRequest request = new("build", "w", choice);
        Preview preview = await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);
        Assert.Equal(
            [("z", Disposition.Unchanged), ("a", Disposition.Unchanged), ("b", Disposition.Unchanged), ("w", expected), ("c", Disposition.Unchanged), ("d", Disposition.Unchanged)],
            preview.Actions.Select(action => (action.Action, action.Disposition)));
        Assert.Empty(await trial.EventsAsync<InterventionAnswered>());
        await trial.Execution.InterveneAsync(request with { ExpectedVersion = preview.Version }).WithinAsync(trial.Host.Describe);
        await Refused.AsAsync(ErrorCode.Conflict, () => trial.Execution.PreviewAsync(request with { ExpectedVersion = preview.Version }));
    });

    [Fact]
    public Task A_preview_is_refused_as_the_command_would_be_and_leaves_no_trace() => RunAsync(async trial =>
    {
        await trial.RefusedAsync(ErrorCode.ActionNotStarted, execution => execution.PreviewAsync(new AbortActionRequest("build", "c")));
        await trial.RefusedAsync(ErrorCode.ActionNotAbortable, execution => execution.PreviewAsync(new AbortActionRequest("build", "b")));
        await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.PreviewAsync(new MarkFailedRequest("build", "none")));
        await trial.RefusedAsync(ErrorCode.StageNotStarted, execution => execution.PreviewAsync(new MarkFailedRequest("deploy")));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.PreviewAsync(new InterveneRequest("build", "a", Intervention.Fail)));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.PreviewAsync(new MarkFailedRequest("build") { Grace = -Hour }));
        Assert.Empty(await trial.Orchestrator.ReadAuditAsync());
    });

    [Theory]
    [InlineData("running")]
    [InlineData("aborting")]
    [InlineData("marked")]
    [InlineData("stage marked")]
    [InlineData("stopping")]
    public async Task Capabilities_tell_what_each_verb_answers(string situation)
    {
        await RunAsync(async trial =>
        {
            await (situation switch
            {
                "aborting" => trial.AbortAsync("a", StopMode.Wait),
                "marked" => trial.MarkAsync("a"),
                "stage marked" => trial.MarkAsync(),
                "stopping" => trial.StopAsync(),
                _ => Task.CompletedTask,
            });
            Capability[] told = [.. (await trial.Execution.GetCapabilitiesAsync()).Verbs.Where(
                one => one.Verb is Verb.MarkFailed or Verb.Intervene || one is { Verb: Verb.Abort, Action: not null })];
            Assert.NotEmpty(told);
            foreach (Capability one in told)
            {
                CommandRequest request = one.Verb switch
                {
                    Verb.Abort => new AbortActionRequest(one.Stage!, one.Action!) { Mode = one.Mode!.Value },
                    Verb.MarkFailed => new MarkFailedRequest(one.Stage!, one.Action) { Mode = one.Mode!.Value },
                    _ => new InterveneRequest(one.Stage!, one.Action!, Intervention.Ignore),
                };
                try
                {
                    await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);
                    Assert.True(one.IsAllowed, one.ToString());
                }
                catch (OrchestrationException refusal)
                {
                    Assert.Equal((one.Refusal, one.Why), (refusal.Code, refusal.Message));
                }
            }
        });
    }

    /// <summary>Sends the command, lets everything end, and compares what became of each action.</summary>
    private static async Task KeepsAsync(Trial trial, EndingRequest request, Preview preview)
    {
        await trial.SendAsync(request with { ExpectedVersion = preview.Version });
        trial.Open("a", "b", "c", "d");
        if ((await trial.Execution.GetAsync())["build"]["w"].Intervention is not null)
        {
            await trial.Execution.InterveneAsync("build", "w", Intervention.Ignore).WithinAsync(trial.Host.Describe);
        }

        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        ExecutionSnapshot after = await trial.Execution.GetAsync();
        bool marks = request is MarkFailedRequest;
        foreach (ActionPreview action in preview.Actions.Where(action => action.Disposition != Disposition.Unchanged))
        {
            ActionStatus status = after[action.Stage][action.Action].Status;
            ActionStatus expected = action.Disposition == Disposition.NotRun ? ActionStatus.NotRun
                : marks ? ActionStatus.Failed
                : action.Disposition == Disposition.Abandon ? ActionStatus.Abandoned : ActionStatus.Aborted;
            Assert.Equal((action.Action, expected), (action.Action, status));
        }

        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
    }

    /// <summary>Two actions run, "w" waits for a person, and more is to come.</summary>
    private static Task RunAsync(Func<Trial, Task> body, Action<TrialSetup>? more = null)
    {
        TrialSetup setup = ActionStops.Setup("a", "c").Deaf("a", "b").OnFailure("w", FailureStrategy.Intervene(Hour));
        more?.Invoke(setup);
        return Trial.RunAsync("build: z, a b w, c; deploy: d", setup, async trial =>
        {
            trial.Open("z");
            trial.Fail("w");
            await trial.ReachedAsync("a", "b");
            await trial.Execution.UntilAsync(snapshot => snapshot["build"]["w"].Intervention is not null);
            await body(trial);
        });
    }
}
