using Orchestration;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Publishes the compiled application to the folder of its version.</summary>
internal sealed class Publish(Publisher publisher, Workspace workspace) : IAction<CompiledBuild, PublishedRelease>
{
    public async Task<PublishedRelease> ExecuteAsync(CompiledBuild build, ActionContext context, CancellationToken cancellationToken) =>
        new(build.Version, await publisher.PublishAsync(workspace, build.Version, cancellationToken));
}
