using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Permissions;
using Orchestration.Pipelines;

namespace Orchestration.Engine;

internal static class CapabilitiesVerb
{
    public static async Task<Capabilities> RunAsync(VerbCall call)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        (ExecutionState state, PipelineState? pipeline) = await AskAsync(call).ConfigureAwait(false);
        IReadOnlyList<ExecutionState> ancestors = await call.Engine.LoadAncestorsAsync(state, call.CancellationToken).ConfigureAwait(false);
        Capability[] verbs = [.. ListCapabilities.Of(state, ancestors, RetryStageVerb.Current(call.Engine, state), pipeline, call.Engine.Options.AllowMarkFailed)];
        for (int index = 0; index < verbs.Length; index++)
        {
            verbs[index] = await PermitAsync(call, state, verbs[index]).ConfigureAwait(false);
        }

        return new Capabilities(state.Version, verbs);
    }

    /// <summary>Copies of the execution and its pipeline's locks as they are in one moment.</summary>
    public static async Task<(ExecutionState State, PipelineState? Pipeline)> AskAsync(VerbCall call)
    {
        Tuple<ExecutionState, PipelineState?> copies = await call
            .AskWithPipelineAsync((state, pipeline) => Tuple.Create(state.Clone(), pipeline?.Clone()))
            .ConfigureAwait(false);
        return (copies.Item1, copies.Item2);
    }

    /// <summary>What the caller may not do is refused with that, whatever else it would meet.</summary>
    private static async Task<Capability> PermitAsync(VerbCall call, ExecutionState state, Capability capability)
    {
        Permission permission = capability.Verb == Verb.Stop ? Permission.Stop
            : capability.Verb == Verb.Abort ? call.Engine.Authorizer.ForAbort
            : capability.Verb == Verb.MarkFailed ? Permission.MarkFailed
            : capability.Verb == Verb.ReleaseResources ? Permission.ReleaseResources
            : capability.Verb is Verb.Approve or Verb.Reject ? Permission.Approve
            : Permission.Execute;
        Target target = new(state.Structure.Name, state.Id, capability.Stage, capability.Action);
        PipelineStructure runs = capability.Verb == Verb.Rerun ? RerunVerb.DefinitionOf(call.Engine, state.Start) : state.Structure;
        bool allowed = await call.Engine.Authorizer
            .IsAllowedAsync(call.Caller, permission, target, Authorizer.LabelsOf(state.Start, runs), StagesOf(state.Start, runs, capability), call.CancellationToken)
            .ConfigureAwait(false);
        return allowed
            ? capability
            : capability with { Refusal = ErrorCode.PermissionDenied, Why = $"{call.Caller.Actor} lacks the permission {permission}." };
    }

    private static IEnumerable<StageStructure> StagesOf(ExecutionStarted start, PipelineStructure runs, Capability capability)
    {
        if (capability.Stage is not { } stage)
        {
            return capability.Verb == Verb.Rerun ? runs.Stages : [];
        }

        return capability.Verb is not (Verb.RetryStage or Verb.Resume) ? [start.Structure.FindStage(stage)!] : RetryStageVerb.StagesFrom(start, stage);
    }
}
