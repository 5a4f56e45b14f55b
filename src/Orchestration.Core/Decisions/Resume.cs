using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Harness's resume: a new execution begins with a stage that was executed before, and reuses what stands before it.</summary>
internal static class Resume
{
    /// <param name="state">The execution to be continued.</param>
    /// <param name="fromStage">The stage to begin with.</param>
    /// <param name="input">The input, if the caller sent it again.</param>
    /// <param name="ancestors">The earlier executions of the lineage, newest first.</param>
    /// <param name="definition">What is registered now.</param>
    public static OrchestrationException? Check(
        ExecutionState state, string fromStage, Payload? input, IReadOnlyList<ExecutionState> ancestors, CurrentDefinition definition)
    {
        Target target = state.Target with { Stage = fromStage };
        if (state.ContinuedBy is { } continued)
        {
            return OrchestrationException.Refuse(ErrorCode.NotLatestExecution, Verb.Resume, target, $"execution {continued.By} continues it.");
        }

        if (!state.Status.IsResumable())
        {
            return OrchestrationException.Refuse(
                ErrorCode.NotResumable, Verb.Resume, target, $"the execution is {state.Status}.", state.Status.ToString(), ResumableStatuses, state.Intent?.Command.CallerId);
        }

        if (state.Release is not null)
        {
            return OrchestrationException.Refuse(
                ErrorCode.Conflict, Verb.Resume, target, "what it left behind is being released.", state.Status.ToString(), ResumableStatuses);
        }

        return CheckStage(state, fromStage, ancestors, target)
            ?? definition.Check(state, Verb.Resume, target)
            ?? CheckInput(state, input, target);
    }

    /// <summary>Emits the link into the old execution's draft and returns the draft of the new one, to be stored in the same commit.</summary>
    public static Verdict Decide(
        Draft draft,
        ResumeRequest request,
        Payload? input,
        IReadOnlyList<ExecutionState> ancestors,
        CurrentDefinition definition,
        CommandBy by,
        IReadOnlyList<StarterIdentity> starter,
        out Draft? next)
    {
        next = null;
        ExecutionState state = draft.State;
        if (state.ContinuedBy is { } continued && continued.CommandId == by.Id)
        {
            return CommandContent.OfResume(state.Id, continued.FromStage, continued.Reason) == CommandContent.OfResume(state.Id, request.FromStage, request.Reason)
                && CheckInput(state, input, state.Target) is null
                ? Verdict.Of(by.Id)
                : OrchestrationException.Refuse(ErrorCode.Conflict, Verb.Resume, state.Target, $"the command id {by.Id} was used for another command.");
        }

        OrchestrationException? refusal = Repetition.CheckVersion(state, Verb.Resume, request.ExpectedVersion)
            ?? Check(state, request.FromStage, input, ancestors, definition);
        if (refusal is not null)
        {
            return refusal;
        }

        ExecutionId id = new(by.Id);
        draft.Emit(new ExecutionContinued { CommandId = by.Id, Actor = by.Actor, Reason = request.Reason, By = id, FromStage = request.FromStage });
        Lineage lineage = new(state.Start.Lineage.Root, state.Start.Lineage.Iteration + 1, state.Id, request.FromStage);
        next = BeginAgain.Decide(draft, by, request.Reason, starter, lineage, state.Start.Reapplies);
        Reuse.Decide(next, state.Structure.FindStage(request.FromStage)!.Index, [state, .. ancestors]);
        NotRun.BehindReapplication(next);
        Advance.Decide(next);
        return Verdict.Of(by.Id);
    }

    private static OrchestrationException? CheckStage(ExecutionState state, string name, IReadOnlyList<ExecutionState> ancestors, Target target)
    {
        if (state.Structure.FindStage(name) is not { } stage)
        {
            return OrchestrationException.Refuse(ErrorCode.StageNotFound, Verb.Resume, target, "the pipeline has no such stage.");
        }

        ExecutionState[] lineage = [state, .. ancestors];
        if (!lineage.Any(one => one.Stages.Any(other => other.EnteredAt is not null)))
        {
            return OrchestrationException.Refuse(ErrorCode.NotResumable, Verb.Resume, target, "no stage was ever entered.", "NothingExecuted", ResumableStatuses);
        }

        if (FindRolledBack(stage.Index, lineage) is { } rolledBack)
        {
            return OrchestrationException.Refuse(
                ErrorCode.NotResumable,
                Verb.Resume,
                target,
                $"stage '{state.Structure.Stages[rolledBack].Name}' before it was rolled back; resume from there, or from an earlier one.",
                "RolledBack",
                ResumableStatuses);
        }

        return lineage.Any(one => one.Stages[stage.Index].EnteredAt is not null)
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.StageNotExecuted, Verb.Resume, target, "the stage was never entered in this lineage.", state.Stages[stage.Index].Status.ToString());
    }

    /// <summary>The first stage before the named one whose newest result was rolled back.</summary>
    private static int? FindRolledBack(int before, ExecutionState[] lineage)
    {
        for (int index = 0; index < before; index++)
        {
            if (Array.Find(lineage, one => one.Stages[index].EnteredAt is not null) is { } newest && newest.Stages[index].IsRolledBack)
            {
                return index;
            }
        }

        return null;
    }

    private static OrchestrationException? CheckInput(ExecutionState state, Payload? input, Target target) =>
        input is null || PayloadEquality.AreEqual(input, state.Start.Input)
            ? null
            : OrchestrationException.Refuse(ErrorCode.InputsImmutable, Verb.Resume, target, "the input differs from the one that it started with.");

    private static IReadOnlyList<string> ResumableStatuses { get; } =
        [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsResumable()).Select(status => status.ToString())];
}
