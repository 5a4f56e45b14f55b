using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Pipelines.Values;

namespace ReleasePipeline.Scenarios;

/// <summary>Stop and wait takes too long: stop and abandon closes the execution at once, and lists the code that still runs.</summary>
internal sealed class EscalatedToAbandon : IScenario
{
    public string Title => "A stop that waits, escalated to one that abandons";

    public async Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        ReleaseInput input = new("1.2.0", StaysHealthyFor: TimeSpan.FromSeconds(1));
        ExecutionHandle release = await host.As("ann").StartAsync(ReleasePipelineDefinition.Release, input, cancellationToken);
        Task<long> following = scenario.View.FollowAsync(release, cancellationToken);

        await release.UntilStartedAsync("build", "compile", cancellationToken);
        Receipt waiting = await release.StopAsync(StopMode.Wait, cancellationToken: cancellationToken);

        StopRequest abandon = new() { Mode = StopMode.Abandon, Reason = "it takes too long" };
        Preview preview = await release.PreviewAsync(abandon, cancellationToken);
        await release.StopAsync(abandon with { ExpectedVersion = preview.Version }, cancellationToken);
        Settlement settlement = await waiting.SettledAsync(cancellationToken);
        ExecutionSnapshot stopped = await release.GetAsync(cancellationToken);
        await following;
        CheckPreview(scenario, preview);
        CheckStop(scenario, settlement, stopped);

        ExecutionSnapshot returned = await release.OrphansReturnedAsync(cancellationToken);
        CheckOrphan(scenario, returned);
    }

    private static void CheckPreview(ScenarioContext scenario, Preview preview) => scenario.Checks.Names(
        "the preview said that compile would be abandoned, and nothing else",
        ["build/compile"],
        preview.Actions.Where(one => one.Disposition == Disposition.Abandon).Select(one => $"{one.Stage}/{one.Action}"));

    private static void CheckStop(ScenarioContext scenario, Settlement settlement, ExecutionSnapshot stopped)
    {
        scenario.Checks.Equal("the first stop is settled by the second", ExecutionStatus.Stopped, settlement.Status);
        scenario.Checks.Names("compile was abandoned", ["build/compile"], settlement.Abandoned);
        scenario.Checks.Names(
            "its code is listed as an orphan that runs",
            ["build/compile"],
            stopped.Orphans.Where(orphan => orphan.IsRunning).Select(orphan => $"{orphan.Stage}/{orphan.Action}"));
    }

    private static void CheckOrphan(ScenarioContext scenario, ExecutionSnapshot returned)
    {
        scenario.Checks.That("the orphan has returned by itself", returned.Orphans.Single() is { IsRunning: false, Failure: null });
        scenario.Checks.Equal("its late result changes nothing", ActionStatus.Abandoned, returned["build"]["compile"].Status);
        scenario.Checks.Equal("the current link still points to the release before", "1.1.0", scenario.CurrentVersion);
    }
}
