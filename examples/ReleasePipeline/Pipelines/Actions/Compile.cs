using Orchestration;
using ReleasePipeline.Pipelines.Values;
using ReleasePipeline.Release;

namespace ReleasePipeline.Pipelines.Actions;

/// <summary>Compiles the application and its tests.</summary>
internal sealed class Compile(Compiler compiler, Workspace workspace) : IAction<ReleaseInput, CompiledBuild>
{
    public async Task<CompiledBuild> ExecuteAsync(ReleaseInput input, ActionContext context, CancellationToken cancellationToken)
    {
        // An attempt that was cut off may have left half-written files that look finished.
        bool fromScratch = context.AttemptNumber > 1;
        await compiler.CompileAsync(workspace, input.Version, fromScratch, cancellationToken);
        return new CompiledBuild(input.Version);
    }
}
