using Orchestration.Definitions;
using Orchestration.Permissions;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

internal static class GetPipelineVerb
{
    public static async Task<PipelineSnapshot> RunAsync(VerbCall call, string name)
    {
        call.Address(name);
        await PipelinePermission.CheckAsync(call, Permission.View).ConfigureAwait(false);
        EngineCore engine = call.Engine;
        if (!engine.Scopes.IsKnown(name))
        {
            throw OrchestrationException.Refuse(ErrorCode.DefinitionNotFound, Verb.GetPipeline, call.Target, "no such pipeline is registered, or was.");
        }

        PipelineScope scope = engine.Scopes.Of(name);
        PipelineStructure? structure = engine.Pipelines.Newest(name)?.Structure;
        PipelineItem<PipelineSnapshot> item = new(
            Verb.GetPipeline, call.Target, turn => ViewPipeline.Of(turn.Pipeline!, structure, scope.States(), engine.Epoch));
        scope.Post(item);
        PipelineSnapshot snapshot = await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        return await VisibleView.OfAsync(call, await ParallelView.AddAsync(call, snapshot).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
