using Orchestration;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Fails when a source file is not formatted as its settings say.</summary>
internal sealed class CheckFormat(FormatCheck format, Workspace workspace) : IAction
{
    public Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken) =>
        format.RunAsync(workspace, cancellationToken);
}
