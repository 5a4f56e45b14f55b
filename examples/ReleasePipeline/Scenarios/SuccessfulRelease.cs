using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Pipelines.Values;

namespace ReleasePipeline.Scenarios;

/// <summary>Start an execution, watch it, read what became of it.</summary>
internal sealed class SuccessfulRelease : IScenario
{
    public string Title => "A release that succeeds";

    public async Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        ReleaseInput input = new("1.0.0", StaysHealthyFor: TimeSpan.FromSeconds(1));
        ExecutionHandle release = await host.As("ann").StartAsync(ReleasePipelineDefinition.Release, input, cancellationToken);
        await scenario.View.FollowAsync(release, cancellationToken);

        ExecutionSnapshot snapshot = await release.GetAsync(cancellationToken);
        scenario.Checks.Equal("the release has succeeded", ExecutionStatus.Succeeded, snapshot.Status);
        scenario.Checks.Equal("it was started by ann", "ann", snapshot.Summary.StartedBy);
        scenario.Checks.That(
            "every action has succeeded, at its first attempt",
            snapshot.Stages.SelectMany(stage => stage.Actions).All(action => action is { Status: ActionStatus.Succeeded, Attempt: 1 }));
        scenario.Checks.Equal("the current link points to it", "1.0.0", scenario.CurrentVersion);
        scenario.Checks.Equal("its process answers as the new version", "1.0.0", await Servers.AskVersionAsync(snapshot, cancellationToken));
    }
}
