using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>An execution runs the version that it started with. Where that is not registered it waits, visibly, and is invalidated in the end.</summary>
internal static class MissDefinition
{
    /// <summary>The execution was read on a host that has no such definition. The time runs from the first host that missed it.</summary>
    public static void Decide(Draft draft, TimeSpan invalidateAfter)
    {
        if (draft.State.Missing is null)
        {
            draft.Emit(new DefinitionMissing { InvalidateAt = draft.Now + invalidateAfter });
        }

        if (draft.State.Intent is not null)
        {
            InterruptAttempt.DecideAll(draft);
        }
    }

    /// <summary>The definition is there, perhaps again.</summary>
    public static void Found(Draft draft)
    {
        if (draft.State.Missing is not null)
        {
            draft.Emit(new DefinitionFound());
        }
    }

    public static void Elapse(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state.Missing is not { } missing || !(draft.Now >= PauseClock.Due(state, missing.At, missing.InvalidateAt)) || state is { Intent: not null, Finish: null } || state.Status.IsClosed())
        {
            return;
        }

        CleanupSteps.GiveUp(draft);
        if (state.Finish is not null)
        {
            // The outcome is decided; what can't run any more changes nothing of it.
            Finish.Close(draft);
            return;
        }

        if (state.CurrentStage < state.Stages.Length && IsEntered(state.Stages[state.CurrentStage]))
        {
            CloseStage(draft, state.Structure.Stages[state.CurrentStage]);
        }

        NotRun.UnenteredStages(draft, NotRun.BecauseDefinitionIsMissing);
        draft.Emit(new ExecutionClosed { Status = ExecutionStatus.Invalidated, Reason = ReasonCode.DefinitionMissing });
    }

    /// <summary>One that is to be retried was entered, though it waits for orphans again.</summary>
    private static bool IsEntered(StageState stage) =>
        stage.Status.IsActive() || stage.IsAwaitingOrphans;

    /// <summary>What was in flight is on no host; what is asked for is withdrawn.</summary>
    private static void CloseStage(Draft draft, StageStructure stage)
    {
        NotRun.UnstartedActions(draft, stage, NotRun.BecauseDefinitionIsMissing);
        foreach (ActionStructure action in draft.State.OpenChildren().Concat(draft.State.Structure.Actions[stage.FirstAction..stage.EndAction]))
        {
            if (draft.State.IsRunningCode(action.Index))
            {
                CloseAction.Abandoned(draft, action, ReasonCode.HostEnded);
            }
            else if (draft.State.Actions[action.Index].IsInProgress || (action.IsChild && !draft.State.Actions[action.Index].Status.IsClosed()))
            {
                CloseAction.Close(draft, action, ActionStatus.Aborted, ReasonCode.DefinitionMissing, failure: null, output: null);
            }
        }

        draft.Emit(new StageClosed { Stage = stage.Name, StageIndex = stage.Index, Status = StageStatus.Failed, Reason = ReasonCode.DefinitionMissing });
    }
}
