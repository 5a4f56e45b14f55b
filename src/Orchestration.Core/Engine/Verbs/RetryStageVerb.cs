using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class RetryStageVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, RetryStageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Stage);
        await call.AuthorizeAsync(Permission.Execute, request.Stage, structure => StagesFrom(structure, request.Stage)).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        if (!Enum.IsDefined(request.Mode))
        {
            throw call.Invalid($"the mode {request.Mode} is unknown.");
        }

        CommandBy by = new(request.CommandId ?? call.Engine.NewCommandId(), call.Caller.Actor);
        return await call.SendAsync(
            turn => turn.Accepting(by.Id, RetryStage.Decide(turn.Draft!, request, Current(call.Engine, turn.State!), turn.Pipeline, by))).ConfigureAwait(false);
    }

    /// <summary>The stages that a retry or a resume runs.</summary>
    public static IEnumerable<StageStructure> StagesFrom(PipelineStructure structure, string stage) =>
        structure.FindStage(stage) is { } first ? structure.Stages[first.Index..] : [];

    /// <summary>What is registered now under the name of the execution's pipeline.</summary>
    public static CurrentDefinition Current(EngineCore engine, ExecutionState state) =>
        new(engine.Pipelines.Newest(state.Structure.Name)?.Fingerprint);
}
