using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The preview of a stop says who would enter the freed stage, and that its gate could be disabled first.</summary>
public sealed class HandOverPreviewTests
{
    public static TheoryData<StoppingRequest> Stops =>
    [
        new StopRequest(),
        new StopRequest { Mode = StopMode.Cancel },
        new StopRequest { Mode = StopMode.Abandon },
        new AbortRequest(),
        new AbortRequest { Stage = "build", Mode = StopMode.Abandon },
    ];

    [Theory]
    [MemberData(nameof(Stops))]
    public Task It_names_the_first_that_waits_and_the_verb_that_would_keep_it_out(StoppingRequest stop) => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(2);

        Preview preview = await trial[1].PreviewAsync(stop);

        Assert.Equal([new StageHandOver("build", trial[2].Id)], preview.HandOvers);
        Assert.Equal(Verb.DisableGate, preview.HandOvers[0].PreventedBy);
        await trial.LinesAsync("build: 1 < 2 3; deploy: -");
        Assert.Equal(preview.Version, (await trial[1].GetAsync()).Version);

        // It is told the truth: so it happens, and so it is prevented.
        await trial.DisableGateAsync("build");
        Assert.Empty((await trial[1].PreviewAsync(stop)).HandOvers);
        await trial.EnableGateAsync("build");
        trial.Open("a1");
        await trial.ReachedAsync("a2");
    });

    [Fact]
    public Task It_names_nobody_where_nobody_waits_or_nothing_is_freed() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        Assert.Empty((await trial[1].PreviewAsync(new StopRequest())).HandOvers);
        await trial.StartAsync(2);
        Assert.Empty((await trial[2].PreviewAsync(new StopRequest())).HandOvers);
        trial.Open("a1");
        await trial.ReachedAsync("b1", "a2");
        Assert.Empty((await trial[1].PreviewAsync(new StopRequest())).HandOvers);
        Assert.Equal([new StageHandOver("build", trial[3].Id)], (await trial[2].PreviewAsync(new AbortRequest())).HandOvers);
    });

    [Fact]
    public Task A_waiting_execution_sees_that_all_of_it_is_not_run() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();

        Preview preview = await trial[2].PreviewAsync(new StopRequest());

        Assert.All(preview.Actions, action => Assert.Equal(Disposition.NotRun, action.Disposition));
        await trial.IsAsync(2, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
        await trial.LinesAsync("build: 1 < 2; deploy: -");
    });

    [Fact]
    public Task A_stop_sent_with_the_version_of_a_preview_is_a_conflict_once_the_execution_has_moved_on() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        long version = (await trial[2].PreviewAsync(new StopRequest())).Version;
        trial.Open("a1");
        await trial.ReachedAsync("a2");

        await Refused.AsAsync(ErrorCode.Conflict, trial[2], nameof(ExecutionStatus.Running), () => trial[2].StopAsync(new StopRequest { ExpectedVersion = version }));

        await trial.LinesAsync("build: 2; deploy: 1");
        version = (await trial[2].PreviewAsync(new StopRequest())).Version;
        await trial[2].StopAsync(new StopRequest { ExpectedVersion = version, Mode = StopMode.Abandon });
        await trial.ClosesAsync(2, ExecutionStatus.Stopped);
    });

    [Fact]
    public Task Another_execution_that_joins_the_line_does_not_move_the_version() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        long version = (await trial[1].PreviewAsync(new StopRequest())).Version;
        await trial.StartAsync();
        Assert.Equal(version, (await trial[1].PreviewAsync(new StopRequest())).Version);
        await trial[1].StopAsync(new StopRequest { ExpectedVersion = version });
    });

    [Fact]
    public Task In_the_mode_Parallel_nothing_is_handed_over() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        await trial.StartAsync("a");
        await trial.DisableGateAsync("build");
        await trial.StartAsync();
        await trial.EnableGateAsync("deploy");
        Assert.Empty((await trial[1].PreviewAsync(new StopRequest())).HandOvers);
    });
}
