using Orchestration;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Restores what the application is compiled against.</summary>
internal sealed class Restore(Compiler compiler, Workspace workspace) : IAction
{
    public Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken) =>
        compiler.RestoreAsync(workspace, cancellationToken);
}
