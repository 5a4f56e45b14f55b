using Orchestration;
using ReleasePipeline.Hosting;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;
using ReleasePipeline.Scenarios;

namespace ReleasePipeline;

/// <summary>Ends what the example has started, wherever it broke off, and removes its folder.</summary>
internal static class CleanUp
{
    /// <summary>Not cancellable: it is what a cancelled run ends with.</summary>
    public static async Task RunAsync(Workspace workspace, Checks checks)
    {
        try
        {
            IReadOnlyList<ServerProcess> servers = await CloseReleasesAsync(workspace);
            foreach (ServerProcess server in servers)
            {
                await server.EndAsync(CancellationToken.None);
            }

            checks.That($"none of the {servers.Count} processes in the ledger runs any more", !servers.Any(Servers.IsRunning));
        }
        finally
        {
            await workspace.EndCommandsAsync();
            workspace.Delete();
        }

        checks.That("the temporary folder is gone", !Directory.Exists(workspace.Root));
    }

    /// <summary>Cancels what is still open; returns every process that any release has registered.</summary>
    private static async Task<IReadOnlyList<ServerProcess>> CloseReleasesAsync(Workspace workspace)
    {
        await using ReleaseHost host = ReleaseHost.Create(workspace);
        List<ServerProcess> servers = [];
        ExecutionPage page = await host.Orchestrator.ListAsync(new ExecutionQuery { LatestOnly = false });
        foreach (ExecutionSummary summary in page.Executions)
        {
            ExecutionHandle release = host.Orchestrator.GetHandle(summary.Id);
            Receipt stop = await release.StopAsync(new StopRequest { Mode = StopMode.Cancel, OnDuplicate = OnDuplicate.ReturnExisting });
            await stop.SettledAsync();
            servers.AddRange(ServerProcess.In((await release.GetAsync()).Resources));
        }

        return servers;
    }
}
