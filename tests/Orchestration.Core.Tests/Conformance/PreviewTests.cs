using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What a stop or a retry would do to each action, and that it does just that.</summary>
public sealed class PreviewTests
{
    [Theory]
    [InlineData(StopMode.Wait, Disposition.Drain)]
    [InlineData(StopMode.Cancel, Disposition.Signal)]
    [InlineData(StopMode.Abandon, Disposition.Abandon)]
    public Task A_stop_gives_each_action_its_disposition_and_keeps_to_it(StopMode mode, Disposition inFlight) => RunAsync(async trial =>
    {
        StopRequest request = new() { Mode = mode };

        Preview preview = await trial.Execution.PreviewAsync(request).WithinAsync(trial.Host.Describe);

        Assert.Equal(
            [
                ("z", ActionStatus.Succeeded, Disposition.Unchanged), ("a", ActionStatus.Running, inFlight), ("b", ActionStatus.Running, inFlight),
                ("one", ActionStatus.Waiting, Disposition.NotRun), ("c", ActionStatus.Pending, Disposition.NotRun), ("d", ActionStatus.Pending, Disposition.NotRun),
            ],
            preview.Actions.Select(action => (action.Action, action.Status, action.Disposition)));
        Assert.Equal((await trial.Execution.GetAsync()).Version, preview.Version);
        Assert.Empty(await trial.EventsAsync<StopRequested>());
        await trial.StopAsync(request with { ExpectedVersion = preview.Version });
        await KeepsAsync(trial, preview);
    });

    [Fact]
    public Task Over_a_stop_that_waits_the_stronger_one_counts() => RunAsync(async trial =>
    {
        await trial.StopAsync();
        Preview preview = await trial.Execution.PreviewAsync(new AbortRequest { Mode = StopMode.Cancel });

        Assert.Equal(Disposition.Signal, preview.Actions.Single(action => action.Action == "a").Disposition);
        Assert.Equal(Disposition.Unchanged, preview.Actions.Single(action => action.Action == "c").Disposition);
        await (await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, ExpectedVersion = preview.Version })).EffectiveAsync();
        await KeepsAsync(trial, preview);
    });

    [Fact]
    public Task A_raised_outcome_keeps_the_stronger_mode_in_the_preview_too() => RunAsync(async trial =>
    {
        await trial.StopAsync(StopMode.Cancel);
        Preview preview = await trial.Execution.PreviewAsync(new AbortRequest { Mode = StopMode.Wait });
        Assert.Equal(Disposition.Signal, preview.Actions.Single(action => action.Action == "b").Disposition);
    });

    [Fact]
    public Task A_preview_is_refused_as_the_command_would_be() => RunAsync(async trial =>
    {
        await trial.StopAsync();
        await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.PreviewAsync(new StopRequest()));
        await trial.RefusedAsync(ErrorCode.StageNotFound, execution => execution.PreviewAsync(new AbortRequest { Stage = "none" }));
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.PreviewAsync(new RetryStageRequest("build")));
        await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.PreviewAsync(new ResumeRequest("build")));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.PreviewAsync(new StopRequest { Grace = -TimeSpan.FromSeconds(1) }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.PreviewAsync(new StopRequest { Mode = StopMode.Abandon, ExpectedVersion = 1 }));
        Assert.Empty(await trial.Orchestrator.ReadAuditAsync());
    });

    [Fact]
    public Task A_command_with_the_version_of_an_older_preview_is_a_conflict() => RunAsync(async trial =>
    {
        Preview preview = await trial.Execution.PreviewAsync(new StopRequest());
        trial.Open("a");
        await trial.Execution.UntilAsync(snapshot => snapshot.Version > preview.Version);
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(new StopRequest { ExpectedVersion = preview.Version }));
    });

    [Theory]
    [InlineData(StageRetryMode.FailedActions, Disposition.Unchanged)]
    [InlineData(StageRetryMode.AllActions, Disposition.Run)]
    public Task A_retry_says_what_would_run(StageRetryMode mode, Disposition succeeded) => Trial.RunAsync("setup: s; build: a b, c; deploy: d", async trial =>
    {
        trial.Open("s", "a");
        trial.Fail("b");
        await trial.ClosesAsync("Failed [setup: Succeeded (s=Succeeded); build: Failed (a=Succeeded, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
        long version = (await trial.Execution.GetAsync()).Version;

        Preview preview = await trial.Execution.PreviewAsync(new RetryStageRequest("build", mode));

        Assert.Equal(
            [("s", Disposition.Unchanged), ("a", succeeded), ("b", Disposition.Run), ("c", Disposition.Run), ("d", Disposition.Run)],
            preview.Actions.Select(action => (action.Action, action.Disposition)));
        Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
        Dictionary<string, int> attempts = Attempts(await trial.Execution.GetAsync());
        trial.Open("b", "c", "d");
        await trial.Execution.RetryStageAsync(new RetryStageRequest("build", mode) { ExpectedVersion = preview.Version });
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        Dictionary<string, int> after = Attempts(await trial.Execution.GetAsync());
        Assert.All(preview.Actions, action => Assert.Equal(attempts[action.Action] + (action.Disposition == Disposition.Run ? 1 : 0), after[action.Action]));
    });

    [Fact]
    public Task Resources_that_would_be_left_behind_are_listed() => Trial.RunAsync("build: a", Registering(), async trial =>
    {
        await trial.ReachedAsync("a");
        Preview preview = await trial.Execution.PreviewAsync(new StopRequest { Mode = StopMode.Abandon });
        Assert.Equal("c-1", Assert.Single(preview.LeftBehind).Key);
    });

    private static Dictionary<string, int> Attempts(ExecutionSnapshot snapshot) =>
        snapshot.Stages.SelectMany(stage => stage.Actions).ToDictionary(action => action.Name, action => action.Attempt);

    /// <summary>Lets everything end, and compares what became of each action.</summary>
    private static async Task KeepsAsync(Trial trial, Preview preview)
    {
        trial.Open("a");
        trial.Fail("b");
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        ExecutionSnapshot after = await trial.Execution.GetAsync();
        foreach (ActionPreview action in preview.Actions)
        {
            ActionStatus status = after[action.Stage][action.Action].Status;
            ActionStatus[] possible = action.Disposition switch
            {
                Disposition.Drain => [ActionStatus.Succeeded, ActionStatus.Failed],
                Disposition.Signal => [ActionStatus.Aborted, ActionStatus.Abandoned],
                Disposition.Abandon => [ActionStatus.Abandoned],
                Disposition.NotRun => [ActionStatus.NotRun],
                _ => [action.Status],
            };
            Assert.True(possible.Contains(status), $"{action.Action}: {status} is not what {action.Disposition} promised.");
        }
    }

    private static Task RunAsync(Func<Trial, Task> body)
    {
        TrialSetup setup = new();
        setup.Code["b"] = (trial, _, _) => trial.Gate("b").PassIgnoringCancellationAsync();
        setup.When["one"] = async (trial, token) =>
        {
            await trial.Gate("one").PassAsync(token);
            return true;
        };
        return Trial.RunAsync("build: z, a b one, c; deploy: d", setup, async trial =>
        {
            trial.Open("z");
            await trial.ReachedAsync("a", "b", "one");
            await body(trial);
        });
    }

    private static TrialSetup Registering()
    {
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, context, token) =>
        {
            await context.RegisterResourceAsync("container", "c-1", cancellationToken: token);
            await trial.Gate("a").PassAsync(token);
        };
        return setup;
    }
}
