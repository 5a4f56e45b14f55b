using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>CodePipeline's stage rollback: a new execution runs one stage as an earlier execution ran it, which stays untouched.</summary>
internal static class Reapply
{
    /// <param name="state">The execution whose stage is to be run again.</param>
    /// <param name="stageName">The stage.</param>
    /// <param name="definition">What is registered now.</param>
    /// <param name="pipeline">The pipeline's locks; null in the mode <see cref="ExecutionMode.Parallel"/>, which has none.</param>
    public static OrchestrationException? Check(ExecutionState state, string stageName, CurrentDefinition definition, PipelineState? pipeline)
    {
        Target target = state.Target with { Stage = stageName };
        if (state.Structure.FindStage(stageName) is not { } stage)
        {
            return OrchestrationException.Refuse(ErrorCode.StageNotFound, Verb.Reapply, target, "the pipeline has no such stage.");
        }

        StageStatus status = state.Stages[stage.Index].Status;
        if (WhyNot(state, definition, pipeline) is { } why)
        {
            return OrchestrationException.Refuse(ErrorCode.UnableToReapply, Verb.Reapply, target, why, status.ToString(), [nameof(StageStatus.Succeeded)]);
        }

        if (status != StageStatus.Succeeded)
        {
            return OrchestrationException.Refuse(
                ErrorCode.UnableToReapply, Verb.Reapply, target, $"the stage has not succeeded there: it is {status}.", status.ToString(), [nameof(StageStatus.Succeeded)]);
        }

        if (Array.Exists(state.Stages[..(stage.Index + 1)], one => one.IsRolledBack))
        {
            return OrchestrationException.Refuse(
                ErrorCode.UnableToReapply, Verb.Reapply, target, "the stage, or one before it, was rolled back there.", status.ToString(), [nameof(StageStatus.Succeeded)]);
        }

        return pipeline!.Find(stage.Name)?.Holder is { } holder
            ? OrchestrationException.Refuse(ErrorCode.UnableToReapply, Verb.Reapply, target, $"execution {holder.Execution} is in the stage.", status.ToString(), [nameof(StageStatus.Succeeded)])
            : null;
    }

    public static Verdict Decide(
        Draft draft,
        ReapplyRequest request,
        IReadOnlyList<ExecutionState> ancestors,
        CurrentDefinition definition,
        PipelineState? pipeline,
        CommandBy by,
        IReadOnlyList<StarterIdentity> starter,
        out Draft? next)
    {
        next = null;
        ExecutionState state = draft.State;
        OrchestrationException? refusal = Repetition.CheckVersion(state, Verb.Reapply, request.ExpectedVersion)
            ?? Check(state, request.Stage, definition, pipeline);
        if (refusal is not null)
        {
            return refusal;
        }

        next = BeginAgain.Decide(draft, by, request.Reason, starter, new Lineage(new ExecutionId(by.Id), FromStage: request.Stage), state.Id);
        Reuse.Decide(next, state.Structure.FindStage(request.Stage)!.Index, [state, .. ancestors]);
        NotRun.BehindReapplication(next);
        Advance.Decide(next);
        return Verdict.Of(by.Id);
    }

    private static string? WhyNot(ExecutionState state, CurrentDefinition definition, PipelineState? pipeline)
    {
        if (pipeline is null)
        {
            return $"the execution has the mode {nameof(ExecutionMode.Parallel)}, in which stages have no order of executions.";
        }

        if (state.Start.Reapplies is { } original)
        {
            return $"it is itself a reapplication, of execution {original}.";
        }

        if (definition.Fingerprint is null)
        {
            return $"no pipeline '{state.Structure.Name}' is registered.";
        }

        return definition.Fingerprint == state.Start.Fingerprint ? null : "it ran another definition than the one that is registered now.";
    }
}
