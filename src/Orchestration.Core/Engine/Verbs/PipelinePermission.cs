using Orchestration.Definitions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Asks for permission on a pipeline or one of its stages, before anything of it is told.</summary>
internal static class PipelinePermission
{
    public static async Task CheckAsync(VerbCall call, Permission permission)
    {
        if (!await IsAllowedAsync(call, permission).ConfigureAwait(false))
        {
            throw OrchestrationException.Refuse(ErrorCode.PermissionDenied, call.Verb, call.Target, $"{call.Caller.Actor} lacks the permission {permission}.");
        }
    }

    /// <summary>A stage is asked for as every registered definition that has it labels it: one forbidden environment is enough.</summary>
    public static async ValueTask<bool> IsAllowedAsync(VerbCall call, Permission permission)
    {
        if (call.Engine.Authorizer.AllowsAll)
        {
            return true;
        }

        IReadOnlyList<Pipeline> versions = call.Engine.Pipelines.Versions(call.Target.Pipeline!);
        StageStructure[] stages = [.. versions.Select(version => call.Target.Stage is { } name ? version.Structure.FindStage(name) : null).OfType<StageStructure>()];
        return await call.Engine.Authorizer
            .IsAllowedAsync(call.Caller, permission, call.Target, call.Engine.Pipelines.Newest(call.Target.Pipeline!)?.Labels, stages, call.CancellationToken)
            .ConfigureAwait(false);
    }
}
