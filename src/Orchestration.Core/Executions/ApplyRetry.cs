using Orchestration.Definitions;
using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What an accepted retry changes: the one event that reopens what was closed.</summary>
internal static class ApplyRetry
{
    public static void To(ExecutionState state, StageRetryRequested e)
    {
        Apply.Move(state, ExecutionTrigger.Retry, e.At);
        state.Closed = null;
        state.Rollback = null;
        state.Finish = null;
        state.Commands.Add(new AcceptedCommand(e.CommandId, Verb.RetryStage, e.Stage, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.Of(e), EffectiveAt: e.At));

        ref StageState stage = ref state.Stages[e.StageIndex];
        ApplyToStage.Move(ref stage, e.AwaitsOrphans ? StageTrigger.AwaitOrphans : StageTrigger.Retry);
        if (e.AwaitsOrphans)
        {
            stage.WaitsFor = StageWait.Orphans;
            stage.WaitsSinceTicks = e.At.UtcTicks;
        }

        stage.Closed = null;
        stage.Retries++;
        stage.ClockTicks = e.At.UtcTicks;
        bool isFresh = e.Mode == StageRetryMode.AllActions || stage.IsRolledBack;
        stage.IsRolledBack = false;
        foreach (int action in e.Actions)
        {
            Reopen(state, action);
            if (isFresh)
            {
                (state.Fresh ??= [])[action] = state.ActionCount;
            }
        }

        if (state.Start.Type != ExecutionType.Reapply)
        {
            RestoreLaterStages(state, e.StageIndex);
        }

        stage.Cursor = state.Structure.Stages[e.StageIndex].FirstAction;
        ApplyToAction.SkipStarted(state, state.Structure.Stages[e.StageIndex]);
        state.CurrentStage = Math.Min(state.CurrentStage, e.StageIndex);
    }

    private static void RestoreLaterStages(ExecutionState state, int after)
    {
        for (int index = after + 1; index < state.Stages.Length; index++)
        {
            ref StageState later = ref state.Stages[index];
            if (later.Status != StageStatus.NotRun)
            {
                continue;
            }

            ApplyToStage.Move(ref later, StageTrigger.Restore);
            later.Closed = null;
            StageStructure structure = state.Structure.Stages[index];
            for (int action = structure.FirstAction; action < structure.EndAction; action++)
            {
                Reopen(state, action);
            }

            later.Cursor = structure.FirstAction;
        }
    }

    private static void Reopen(ExecutionState state, int action)
    {
        if (state.Actions[action].IsForgiven)
        {
            state.Stages[state.Structure.Actions[action].Stage.Index].Counts.Forgive(-1);
        }
        ApplyToAction.Move(state, action, ActionTrigger.Reopen);
        state.Actions[action].Closed = null;
        state.RolledBack?.Remove(action);
        state.Retries?.Remove(action);
        state.Progress?.Remove(action);
    }
}
