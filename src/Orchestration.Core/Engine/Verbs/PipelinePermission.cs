using Orchestration.Definitions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Asks for permission on a pipeline or one of its stages, before anything of it is told.</summary>
internal static class PipelinePermission
{
    public static async Task CheckAsync(VerbCall call, Permission permission)
    {
        if (call.Engine.Authorizer.AllowsAll)
        {
            return;
        }

        PipelineStructure? structure = call.Engine.Pipelines.Newest(call.Target.Pipeline!)?.Structure;
        StageStructure? stage = call.Target.Stage is { } name
            ? structure?.FindStage(name) ?? call.Engine.Pipelines.Versions(call.Target.Pipeline!).Select(version => version.Structure.FindStage(name)).FirstOrDefault(one => one is not null)
            : null;
        await call.Engine.Authorizer
            .CheckAsync(call.Caller, call.Verb, permission, call.Target, structure?.Labels, stage is null ? [] : [stage], call.CancellationToken)
            .ConfigureAwait(false);
    }
}
