using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Every clock stands still while paused, and none while pausing or stopping.</summary>
public sealed class PauseClockTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>What falls due an hour after the start: its setup, the description until then, and the one from then on.</summary>
    private static readonly Dictionary<string, (Action<TrialSetup> Arrange, string Before, string After)> Clocks = new()
    {
        ["approval"] = (
            setup => setup.Approvals["qa"] = approval => approval.ExpiresAfter(Hour),
            "Running [build: Running (qa=Waiting, b=Pending)]",
            "Expired [build: Expired (qa=Expired, b=NotRun)]"),
        ["retry delay"] = (
            setup => setup.Settings["qa"] = action => action.Retry(1, Backoff.Fixed(Hour)),
            "Running [build: Running (qa=Waiting, b=Pending)]",
            "Failed [build: Failed (qa=Failed, b=NotRun)]"),
        ["intervention"] = (
            setup => setup.Settings["qa"] = action => action.OnFailure(FailureStrategy.Intervene(Hour, FailureStrategy.Abort)),
            "Running [build: Running (qa=Waiting, b=Pending)]",
            "Aborted [build: Aborted (qa=Failed, b=NotRun)]"),
        ["deadline"] = (
            setup => setup.Settings["qa"] = action => action.Retry(1, Backoff.Fixed(10 * Hour)).DeadlineAfter(Hour),
            "Running [build: Running (qa=Waiting, b=Pending)]",
            "Expired [build: Expired (qa=Expired, b=NotRun)]"),
        ["stage"] = (
            setup =>
            {
                setup.Approvals["qa"] = null;
                setup.Stages["build"] = stage => stage.ExpiresAfter(Hour);
            },
            "Running [build: Running (qa=Waiting, b=Pending)]",
            "Expired [build: Expired (qa=Aborted, b=NotRun)]"),
        ["pipeline"] = (
            setup =>
            {
                setup.Approvals["qa"] = null;
                setup.Define = define => define.ExpiresAfter(Hour);
            },
            "Running [build: Running (qa=Waiting, b=Pending)]",
            "Expired [build: Expired (qa=Aborted, b=NotRun)]"),
        ["pipeline, before any stage"] = (
            setup =>
            {
                setup.When["build"] = async (trial, token) =>
                {
                    await trial.Gate("when").PassAsync(token);
                    return true;
                };
                setup.Define = define => define.ExpiresAfter(Hour);
            },
            "Queued [build: Waiting (qa=Pending, b=Pending)]",
            "Expired [build: NotRun (qa=NotRun, b=NotRun)]"),
    };

    public static TheoryData<string> Names { get; } = [.. Clocks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_stands_still_in_each_of_several_pauses_and_counts_between_them(string name) => RunAsync(name, async (trial, before, after) =>
    {
        await trial.Host.AdvanceAsync(20 * Hour / 60);
        await trial.PauseForAsync(240 * Hour);
        await trial.Host.AdvanceAsync(30 * Hour / 60);
        await trial.PauseForAsync(Hour);
        await trial.PauseForAsync(24 * Hour);
        await trial.Host.AdvanceAsync((10 * Hour / 60) - Moment);
        await trial.IsAsync(before);

        await trial.Host.AdvanceAsync(Moment);

        await trial.ClosesAsync(after);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_pause_that_lasts_longer_than_its_time_does_not_let_it_fall_due_at_once(string name) => RunAsync(name, async (trial, before, after) =>
    {
        TimeSpan rest = TimeSpan.FromSeconds(1);
        await trial.Host.AdvanceAsync(Hour - rest);
        await trial.PauseForAsync(1_000 * Hour);
        await trial.Host.AdvanceAsync(rest - Moment);
        await trial.IsAsync(before);

        await trial.Host.AdvanceAsync(Moment);

        await trial.ClosesAsync(after);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_stands_still_in_a_pause_across_the_end_of_the_host(string name) => RunAsync(name, async (trial, before, after) =>
    {
        await trial.Host.AdvanceAsync(Hour / 2);
        await trial.PauseAsync();
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(240 * Hour);
        await trial.RestartAsync();
        await trial.Host.AdvanceAsync(240 * Hour);
        await trial.UnpauseAsync();
        await trial.Host.AdvanceAsync((Hour / 2) - Moment);
        await trial.IsAsync(before);

        await trial.Host.AdvanceAsync(Moment);

        await trial.ClosesAsync(after);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task While_paused_nothing_happens_to_it(string name) => RunAsync(name, async (trial, _, _) =>
    {
        await trial.PauseAsync();
        await trial.Host.IdleAsync();
        ExecutionSnapshot before = await trial.Execution.GetAsync();
        await trial.Host.AdvanceAsync(1_000 * Hour);
        Assert.Equal((ExecutionStatus.Paused, before.Version), (before.Status, (await trial.Execution.GetAsync()).Version));
        Assert.Null(trial.Host.Time.NextTimer);
    });

    [Fact]
    public Task While_pausing_clocks_count()
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Hour);
        return Trial.RunAsync("build: qa b, c", setup, async trial =>
        {
            await trial.ReachedAsync("b");
            await trial.PauseAsync();
            await trial.Host.AdvanceAsync(Hour);
            await trial.IsAsync("Pausing [build: Running (qa=Expired, b=Running, c=Pending)]");
            trial.Open("b");
            await trial.ClosesAsync("Expired [build: Expired (qa=Expired, b=Succeeded, c=NotRun)]");
        });
    }

    [Fact]
    public Task While_pausing_attempts_time_out()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.TimeoutAfter(Hour).Retry(1);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            await trial.Host.AdvanceAsync(Hour);
            await trial.UntilAsync("Paused [build: Running (a=Waiting, b=Pending)]");
            await trial.Host.AdvanceAsync(100 * Hour);

            await trial.UnpauseAsync();

            await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
            await trial.Host.AdvanceAsync(Hour - Moment);
            await trial.IsAsync("Running [build: Running (a=Running, b=Pending)]");
            await trial.Host.AdvanceAsync(Moment);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task While_pausing_limits_of_stage_and_pipeline_count(bool ofStage)
    {
        TrialSetup setup = new();
        if (ofStage)
        {
            setup.Stages["build"] = stage => stage.ExpiresAfter(Hour);
        }
        else
        {
            setup.Define = define => define.ExpiresAfter(Hour);
        }

        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            await trial.Host.AdvanceAsync(Hour);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
        });
    }

    [Fact]
    public Task While_stopping_the_deadline_of_an_action_counts()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.DeadlineAfter(Hour);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.StopAsync();
            await trial.Host.AdvanceAsync(Hour);
            await trial.ClosesAsync("Stopped [build: Stopped (a=Expired, b=NotRun)]");
        });
    }

    [Fact]
    public Task A_clock_that_begins_after_a_pause_owes_it_nothing()
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Hour);
        return Trial.RunAsync("build: a, b, qa", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            trial.Open("a");
            await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Pending, qa=Pending)]");
            await trial.Host.AdvanceAsync(100 * Hour);
            await trial.UnpauseAsync();
            await trial.ReachedAsync("b");
            await trial.Host.AdvanceAsync(Hour / 2);
            trial.Open("b");
            await trial.UntilAsync("Running [build: Running (a=Succeeded, b=Succeeded, qa=Waiting)]");
            await trial.Host.AdvanceAsync(Hour - Moment);
            await trial.IsAsync("Running [build: Running (a=Succeeded, b=Succeeded, qa=Waiting)]");
            await trial.Host.AdvanceAsync(Moment);
            await trial.ClosesAsync("Expired [build: Expired (a=Succeeded, b=Succeeded, qa=Expired)]");
        });
    }

    private static Task RunAsync(string name, Func<Trial, string, string, Task> body)
    {
        (Action<TrialSetup> arrange, string before, string after) = Clocks[name];
        TrialSetup setup = new();
        setup.Code["qa"] = (_, _, _) => throw new InvalidOperationException("qa broke");
        arrange(setup);
        return Trial.RunAsync("build: qa, b", setup, async trial =>
        {
            await trial.UntilAsync(before);
            await body(trial, before, after);
        });
    }
}
