using Orchestration;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Makes the release the current one. The one before keeps running, for a way back.</summary>
internal sealed class SwitchCurrent(Workspace workspace) : IAction<PublishedRelease>
{
    public Task ExecuteAsync(PublishedRelease release, ActionContext context, CancellationToken cancellationToken) =>
        workspace.Current.SwitchAsync(release.Folder, cancellationToken);
}
