using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Pipelines.Values;

namespace ReleasePipeline.Scenarios;

/// <summary>Abort with cancel: the running action is signalled. What it had created stays, and is listed as left behind.</summary>
internal sealed class AbortedDuringVerify : IScenario
{
    public string Title => "A release that is aborted while it is verified";

    public async Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        ReleaseInput input = new("1.3.0", StaysHealthyFor: TimeSpan.FromSeconds(5));
        ExecutionHandle release = await host.As("ann").StartAsync(ReleasePipelineDefinition.Release, input, cancellationToken);
        Task<long> following = scenario.View.FollowAsync(release, cancellationToken);

        await release.UntilStartedAsync("deploy", "verify", cancellationToken);
        ExecutionHandle asBen = host.As("ben").GetHandle(release.Id);
        Receipt abort = await asBen.AbortAsync(StopMode.Cancel, "customers complain", cancellationToken);
        Settlement settlement = await abort.SettledAsync(cancellationToken);
        await following;

        ExecutionSnapshot snapshot = await release.GetAsync(cancellationToken);
        CheckAbort(scenario, settlement, snapshot);
        scenario.Checks.Names("its process is listed as left behind", [ServerProcess.Kind], settlement.LeftBehind.Select(one => one.Kind));
        scenario.Checks.Equal("and it still runs", "1.3.0", await Servers.AskVersionAsync(snapshot, cancellationToken));
    }

    private static void CheckAbort(ScenarioContext scenario, Settlement settlement, ExecutionSnapshot snapshot)
    {
        scenario.Checks.Equal("the release is aborted", ExecutionStatus.Aborted, settlement.Status);
        scenario.Checks.Equal("by ben", "ben", snapshot.Summary.ClosedBy);
        scenario.Checks.Names("verify was cancelled", ["deploy/verify"], settlement.Cancelled);
        scenario.Checks.Names("the switch has not run", ["switch/link"], settlement.NotRun);
        scenario.Checks.Equal("the current link still points to the release before", "1.1.0", scenario.CurrentVersion);
    }
}
