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
        IEnumerable<StageStructure> stages = call.Target.Stage is { } name && structure?.FindStage(name) is { } stage ? [stage] : [];
        await call.Engine.Authorizer
            .CheckAsync(call.Caller, call.Verb, permission, call.Target, structure?.Labels, stages, call.CancellationToken)
            .ConfigureAwait(false);
    }
}
