using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Pipelines.Values;

namespace ReleasePipeline.Scenarios;

/// <summary>Stop and wait: what runs may finish, nothing new starts. A retry of the stage goes on from there.</summary>
internal sealed class StoppedAndRetried : IScenario
{
    public string Title => "A release that is stopped while it compiles, and retried";

    public async Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        ReleaseInput input = new("1.1.0", StaysHealthyFor: TimeSpan.FromSeconds(1));
        ExecutionHandle release = await host.As("ann").StartAsync(ReleasePipelineDefinition.Release, input, cancellationToken);
        Task<long> following = scenario.View.FollowAsync(release, cancellationToken);

        await release.UntilStartedAsync("build", "compile", cancellationToken);
        Receipt stop = await release.StopAsync(StopMode.Wait, "the release notes are missing", cancellationToken);
        ErrorCode? secondStop = await Refusal.OfAsync(() => release.StopAsync(cancellationToken: cancellationToken));
        Settlement settlement = await stop.SettledAsync(cancellationToken);
        long lastSeen = await following;
        scenario.Checks.Equal("a second stop was refused: one was in force", ErrorCode.AlreadyStopping, secondStop);
        CheckStop(scenario, stop, settlement);

        await release.RetryStageAsync("build", reason: "here they are", cancellationToken: cancellationToken);
        await scenario.View.FollowAsync(release, lastSeen + 1, cancellationToken);
        CheckRetry(scenario, await release.GetAsync(cancellationToken));
    }

    private static void CheckStop(ScenarioContext scenario, Receipt stop, Settlement settlement)
    {
        scenario.Checks.Equal("the stop led to stopping first", ExecutionStatus.Stopping, stop.Status);
        scenario.Checks.Equal("and then to stopped", ExecutionStatus.Stopped, settlement.Status);
        scenario.Checks.Names("compile was waited for", ["build/compile"], settlement.Finished);
        scenario.Checks.Names(
            "nothing behind it has started",
            ["build/unit-tests", "build/format", "publish/publish", "deploy/start", "deploy/verify", "switch/link"],
            settlement.NotRun);
        scenario.Checks.Equal("the current link still points to the release before", "1.0.0", scenario.CurrentVersion);
    }

    private static void CheckRetry(ScenarioContext scenario, ExecutionSnapshot snapshot)
    {
        scenario.Checks.Equal("the same execution has succeeded after the retry", ExecutionStatus.Succeeded, snapshot.Status);
        scenario.Checks.Equal("compile kept its result and was not run again", 1, snapshot["build"]["compile"].Attempt);
        scenario.Checks.Equal("unit-tests has run", ActionStatus.Succeeded, snapshot["build"]["unit-tests"].Status);
        scenario.Checks.Equal("the current link points to the new release", "1.1.0", scenario.CurrentVersion);
    }
}
