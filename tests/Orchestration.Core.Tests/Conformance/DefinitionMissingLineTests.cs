using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Executions without a definition at gates, in lines, and beside those that have one.</summary>
public sealed class DefinitionMissingLineTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    public Task An_enabled_gate_lets_it_in_only_when_the_definition_is_back(ExecutionMode mode) => AtGateAsync(mode, async trial =>
    {
        Pipeline edited = trial.Edited();
        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(edited));
        await trial.Orchestrator.EnableGateAsync("release", "deploy");
        await trial.Host.IdleAsync();
        await trial.IsAsync("Running [build: Succeeded (a=Succeeded); deploy: Waiting (d=Pending)]");

        await trial.CrashAndRestartAsync();

        trial.Open("d");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (d=Succeeded)]");
    });

    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Queue)]
    public Task At_a_gate_it_is_invalidated_or_stopped_as_elsewhere(ExecutionMode mode) => AtGateAsync(mode, async trial =>
    {
        ExecutionHandle other = await trial.StartAgainAsync();
        await other.UntilAsync(one => one.Describe() == "Running [build: Succeeded (a=Succeeded); deploy: Waiting (d=Pending)]");
        await trial.CrashAndRestartAsync(_ => { });

        await trial.StopAsync();
        await trial.ClosesAsync("Stopped [build: Succeeded (a=Succeeded); deploy: NotRun (d=NotRun)]");
        await trial.Host.AdvanceAsync(Hour);

        ExecutionSnapshot end = await trial.Host.GetHandle(other.Id).GetAsync();
        Assert.Equal("Invalidated [build: Succeeded (a=Succeeded); deploy: NotRun (d=NotRun)]", end.Describe());
        Assert.Equal(ReasonCode.DefinitionMissing, end["deploy"]["d"].Reason);
        Assert.Equal(0, trial.Gate("d").Arrivals);
    });

    [Fact]
    public async Task First_in_a_line_it_keeps_its_place_and_leaves_it_when_it_is_invalidated()
    {
        TrialSetup setup = new() { Define = define => define.Mode(ExecutionMode.Queue) };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            ExecutionHandle waits = await trial.StartAgainAsync();
            Pipeline edited = trial.Edited();
            await trial.CrashAndRestartAsync(builder => builder.AddPipeline(edited));
            ExecutionHandle newest = await trial.Orchestrator.StartAsync(edited);
            await trial.StopAsync(StopMode.Abandon);
            await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned)]");
            await trial.Host.IdleAsync();
            Assert.Equal([waits.Id, newest.Id], (await trial.Orchestrator.GetPipelineAsync("release"))["build"].Waiting.Select(one => one.Execution));

            await trial.Host.AdvanceAsync(Hour);

            Assert.Equal("Invalidated [build: NotRun (a=NotRun)]", (await trial.Host.GetHandle(waits.Id).GetAsync()).Describe());
            trial.Open("a");
            Assert.Equal("Succeeded [build: Succeeded (a=Succeeded)]", await newest.CloseAsync());
        });
    }

    [Fact]
    public async Task An_approval_expires_meanwhile_and_what_follows_waits_for_the_definition()
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Hour / 2);
        await Trial.RunAsync("build: qa; deploy: d", setup, async trial =>
        {
            await trial.TokenAsync("qa");
            await trial.CrashAndRestartAsync(_ => { });
            await trial.Host.AdvanceAsync(Hour / 2);
            await trial.IsAsync("Running [build: Running (qa=Expired); deploy: Pending (d=Pending)]");

            await trial.CrashAndRestartAsync();

            await trial.IsAsync("Expired [build: Expired (qa=Expired); deploy: NotRun (d=NotRun)]");
        });
    }

    [Fact]
    public async Task One_whose_condition_is_asked_is_invalidated_and_not_entered()
    {
        TrialSetup setup = new();
        setup.When["deploy"] = async (trial, token) =>
        {
            await trial.Gate("when").PassAsync(token);
            return true;
        };
        await Trial.RunAsync("build: a; deploy: d", setup, async trial =>
        {
            trial.Open("a");
            await trial.ReachedAsync("when");
            await trial.CrashAndRestartAsync(_ => { });
            trial.Open("when");
            await trial.Host.AdvanceAsync(Hour);
            await trial.IsAsync("Invalidated [build: Succeeded (a=Succeeded); deploy: NotRun (d=NotRun)]");
        });
    }

    private static async Task AtGateAsync(ExecutionMode mode, Func<Trial, Task> body)
    {
        TrialSetup setup = new() { Define = define => define.Mode(mode) };
        await Trial.RunAsync("build: a; deploy: d", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Orchestrator.DisableGateAsync("release", "deploy", "freeze");
            trial.Open("a");
            await trial.UntilAsync("Running [build: Succeeded (a=Succeeded); deploy: Waiting (d=Pending)]");
            await body(trial);
        });
    }
}
