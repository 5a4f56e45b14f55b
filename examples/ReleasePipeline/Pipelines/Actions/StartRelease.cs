using Orchestration;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Starts the release as a process that outlives the pipeline, in place of those that earlier attempts left behind.</summary>
internal sealed class StartRelease : IAction<PublishedRelease, RunningRelease>
{
    public async Task<RunningRelease> ExecuteAsync(PublishedRelease release, ActionContext context, CancellationToken cancellationToken)
    {
        foreach (ServerProcess leftBehind in ServerProcess.In(await context.ListLeftBehindAsync(cancellationToken)))
        {
            await leftBehind.EndAsync(cancellationToken);
        }

        // Registered before it exists, so that a crash can't hide it; and again below, when its process id is known.
        await context.RegisterResourceAsync(ServerProcess.Kind, release.Folder, cancellationToken: cancellationToken);
        using WebProcess process = await WebProcess.StartAsync(release.Folder, cancellationToken);
        await RegisterAsync(process, release, context);
        return new RunningRelease(release.Version, process.BaseAddress);
    }

    // Not cancelled: from here on the process runs, and must be listed.
    private static async Task RegisterAsync(WebProcess process, PublishedRelease release, ActionContext context)
    {
        try
        {
            string data = new ServerProcess(process.Pid, process.BaseAddress).ToData();
            await context.RegisterResourceAsync(ServerProcess.Kind, release.Folder, data, CancellationToken.None);
        }
        catch (OrchestrationException)
        {
            await process.KillAsync();
            throw;
        }
    }
}
