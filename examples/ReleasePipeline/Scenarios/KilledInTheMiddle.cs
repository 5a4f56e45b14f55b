using System.Diagnostics;
using Orchestration;
using ReleasePipeline.Hosting;

namespace ReleasePipeline.Scenarios;

/// <summary>A process is killed in the middle of a stage. The next one that opens its store goes on with the release.</summary>
internal sealed class KilledInTheMiddle : IScenario
{
    public string Title => "A release whose process is killed while it compiles";

    public async Task RunAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        ExecutionId killed = await StartAndKillAsync(scenario, cancellationToken);
        IReadOnlyList<int> leftBehind = scenario.Workspace.FindCommands();
        scenario.View.ShowLine($"It was killed, and has left {leftBehind.Count} command running.");

        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        ExecutionHandle release = host.As("ann").GetHandle(killed);
        await scenario.View.FollowAsync(release, cancellationToken);

        ExecutionSnapshot snapshot = await release.GetAsync(cancellationToken);
        scenario.Checks.Equal("the release went on by itself and has succeeded", ExecutionStatus.Succeeded, snapshot.Status);
        scenario.Checks.Names("nobody but its starter has sent a command", [nameof(Verb.Start)], snapshot.Commands.Select(one => $"{one.Verb}"));
        scenario.Checks.Equal("compile needed a second attempt", 2, snapshot["build"]["compile"].Attempt);
        scenario.Checks.Equal("the first one is recorded as lost", 1, await CountLostAttemptsAsync(release, cancellationToken));
        scenario.Checks.Equal("no command of the killed process runs any more", 0, scenario.Workspace.FindCommands().Count);
        scenario.Checks.Equal("the current link points to it", DoomedRelease.Version, scenario.CurrentVersion);
    }

    private static async Task<ExecutionId> StartAndKillAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        using Process process = DoomedRelease.StartProcess(scenario.Workspace);
        try
        {
            ExecutionId id = await DoomedRelease.UntilCompilingAsync(process, cancellationToken);
            scenario.View.ShowLine($"Process {process.Id} compiles release {DoomedRelease.Version}, and is killed.");
            ErrorCode? secondOwner = await Refusal.OfAsync(() => OpenStoreAsync(scenario, cancellationToken));
            scenario.Checks.Equal("while it lives no other process can open its store", ErrorCode.StoreInUse, secondOwner);
            return id;
        }
        finally
        {
            // SIGKILL, for this process alone: the compiler that it has started stays.
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task OpenStoreAsync(ScenarioContext scenario, CancellationToken cancellationToken)
    {
        await using ReleaseHost host = ReleaseHost.Create(scenario.Workspace);
        await host.Orchestrator.ListAsync(new ExecutionQuery(), cancellationToken);
    }

    private static async Task<int> CountLostAttemptsAsync(ExecutionHandle release, CancellationToken cancellationToken) =>
        await release.WatchAsync(cancellationToken).OfType<AttemptLost>().CountAsync(cancellationToken);
}
