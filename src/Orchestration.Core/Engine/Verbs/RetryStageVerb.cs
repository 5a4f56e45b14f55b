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
        await call.AuthorizeAsync(Permission.Execute, request.Stage, start => StagesFrom(start, request.Stage)).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        if (!Enum.IsDefined(request.Mode))
        {
            throw call.Invalid($"the mode {request.Mode} is unknown.");
        }

        CommandBy by = call.By(request);
        return await call.SendAsync(
            turn => turn.Accepting(by.Id, RetryStage.Decide(turn.Draft!, request, Current(call.Engine, turn.State!), turn.Pipeline, by))).ConfigureAwait(false);
    }

    /// <summary>The stages that a retry or a resume runs: of a reapplication only its own.</summary>
    public static IEnumerable<StageStructure> StagesFrom(ExecutionStarted start, string stage)
    {
        PipelineStructure structure = start.Structure;
        if (structure.FindStage(stage) is not { } first)
        {
            return [];
        }

        return start.Type == ExecutionType.Reapply ? [first] : structure.Stages[first.Index..];
    }

    /// <summary>What is registered now under the name of the execution's pipeline.</summary>
    public static CurrentDefinition Current(EngineCore engine, ExecutionState state) =>
        engine.Pipelines.Newest(state.Structure.Name) is { } newest ? new(newest.Fingerprint, newest.Version, newest.Structure) : default;
}
