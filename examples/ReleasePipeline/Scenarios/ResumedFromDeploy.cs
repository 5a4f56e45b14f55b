using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Pipelines.Values;

namespace ReleasePipeline.Scenarios;

/// <summary>Resume: a new execution goes on from a stage; earlier stages are reused. Its actions see what was left behind.</summary>
internal sealed class ResumedFromDeploy : IScenario
{
    public string Title => "The aborted release, resumed from deploy";

    public async Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        ExecutionHandle aborted = await FindAbortedAsync(host.As("ann"), cancellationToken);
        ServerProcess leftBehind = Servers.Of(await aborted.GetAsync(cancellationToken));
        scenario.Checks.That("the process that was left behind runs", Servers.IsRunning(leftBehind));

        ExecutionHandle resumed = await aborted.ResumeAsync("deploy", "the complaints were about something else", cancellationToken);
        await scenario.View.FollowAsync(resumed, cancellationToken);

        ExecutionSnapshot snapshot = await resumed.GetAsync(cancellationToken);
        CheckResumed(scenario, snapshot);
        scenario.Checks.That("its deploy has ended the process that was left behind", !Servers.IsRunning(leftBehind));
        scenario.Checks.Equal("and has started another one", "1.3.0", await Servers.AskVersionAsync(snapshot, cancellationToken));
        await CheckLineageAsync(scenario, aborted, resumed, cancellationToken);
    }

    /// <summary>The engine that ran it has ended; the store has it.</summary>
    private static async Task<ExecutionHandle> FindAbortedAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        ExecutionQuery query = new() { Pipeline = ReleasePipelineDefinition.Release.Name, Statuses = [ExecutionStatus.Aborted] };
        ExecutionPage page = await orchestrator.ListAsync(query, cancellationToken);
        return orchestrator.GetHandle(page.Executions[0].Id);
    }

    private static void CheckResumed(ScenarioContext scenario, ExecutionSnapshot snapshot)
    {
        scenario.Checks.Equal("the resumed release has succeeded", ExecutionStatus.Succeeded, snapshot.Status);
        scenario.Checks.Names(
            "build and publish were reused",
            ["build", "publish"],
            snapshot.Stages.Where(stage => stage.Status == StageStatus.Reused).Select(stage => stage.Name));
        scenario.Checks.Equal("the current link points to it", "1.3.0", scenario.CurrentVersion);
    }

    private static async Task CheckLineageAsync(
        ScenarioContext scenario, ExecutionHandle aborted, ExecutionHandle resumed, CancellationToken cancellationToken)
    {
        IReadOnlyList<ExecutionSummary> history = await resumed.HistoryAsync(cancellationToken);
        scenario.Checks.Names(
            "both are one lineage",
            [$"{aborted.Id}", $"{resumed.Id}"],
            history.Select(execution => $"{execution.Id}"));
        ErrorCode? secondResume = await Refusal.OfAsync(() => aborted.ResumeAsync("deploy", cancellationToken: cancellationToken));
        scenario.Checks.Equal("the aborted one can't be resumed twice", ErrorCode.NotLatestExecution, secondResume);
    }
}
