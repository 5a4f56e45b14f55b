using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Stop and Abort end a pause, in each mode.</summary>
public sealed class PauseStopTests
{
    public static TheoryData<Verb, StopMode> Ends { get; } = new()
    {
        { Verb.Stop, StopMode.Wait },
        { Verb.Stop, StopMode.Cancel },
        { Verb.Stop, StopMode.Abandon },
        { Verb.Abort, StopMode.Wait },
        { Verb.Abort, StopMode.Cancel },
        { Verb.Abort, StopMode.Abandon },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public Task HA_11_An_abort_or_stop_of_a_paused_run_closes_it_and_the_pause_names_it(Verb verb, StopMode mode) =>
        Trial.RunAsync("build: a, b; deploy: c", async trial =>
        {
            await trial.ReachedAsync("a");
            Receipt pause = await trial.PauseAsync();
            trial.Open("a");
            await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Pending); deploy: Pending (c=Pending)]");

            Receipt end = await EndAsync(trial, verb, mode);

            string closed = ClosedBy(verb);
            await trial.ClosesAsync($"{closed} [build: {closed} (a=Succeeded, b=NotRun); deploy: NotRun (c=NotRun)]");
            Assert.Equal(end.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
            await pause.SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(0, trial.Gate("b").Arrivals);
            await trial.RefusedAsync(ErrorCode.NotPaused, execution => execution.UnpauseAsync());
        });

    [Theory]
    [MemberData(nameof(Ends))]
    public Task While_it_is_pausing_what_runs_is_treated_as_the_mode_says(Verb verb, StopMode mode) => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt pause = await trial.PauseAsync();

        Receipt end = await EndAsync(trial, verb, mode);
        if (mode == StopMode.Wait)
        {
            await trial.IsAsync("Stopping [build: Stopping (a=Running, b=NotRun)]");
            trial.Open("a");
        }

        string closed = ClosedBy(verb);
        string action = mode == StopMode.Wait ? "Succeeded" : mode == StopMode.Cancel ? "Aborted" : "Abandoned";
        await trial.ClosesAsync($"{closed} [build: {closed} (a={action}, b=NotRun)]");
        Assert.Equal(end.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
        Assert.Empty(await trial.EventsAsync<ExecutionPaused>());
    });

    [Fact]
    public Task A_waiting_stop_of_a_paused_run_leaves_its_approval_open() => Trial.RunAsync("build: qa, b", ApprovalProbe.Setup("qa"), async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.PauseAsync();
        await trial.StopAsync();
        await trial.IsAsync("Stopping [build: Stopping (qa=Waiting, b=NotRun)]");

        await trial.Execution.ApproveAsync(token);

        await trial.ClosesAsync("Stopped [build: Stopped (qa=Succeeded, b=NotRun)]");
    });

    [Fact]
    public Task A_pause_that_was_over_is_not_superseded_by_a_later_stop() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt pause = await trial.PauseAsync();
        Receipt unpause = await trial.UnpauseAsync();
        await trial.StopAsync(StopMode.Abandon);

        await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
        Assert.Equal(unpause.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
        Assert.Null((await trial.CommandAsync(unpause.CommandId)).SupersededBy);
    });

    [Fact]
    public Task A_stage_may_be_aborted_in_a_pause() => Trial.RunAsync("build: a, b; deploy: c", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt pause = await trial.PauseAsync();
        trial.Open("a");
        await trial.Execution.UntilAsync(snapshot => snapshot.Status == ExecutionStatus.Paused);

        Receipt abort = await trial.Execution.AbortStageAsync("build");

        await trial.ClosesAsync("Aborted [build: Aborted (a=Succeeded, b=NotRun); deploy: NotRun (c=NotRun)]");
        Assert.Equal(abort.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
    });

    private static string ClosedBy(Verb verb) => verb == Verb.Stop ? "Stopped" : "Aborted";

    private static async Task<Receipt> EndAsync(Trial trial, Verb verb, StopMode mode)
    {
        Receipt receipt = await (verb == Verb.Stop ? trial.Execution.StopAsync(mode) : trial.Execution.AbortAsync(mode)).WithinAsync(trial.Host.Describe);
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        return receipt;
    }
}
