using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>What must be running, armed or signalled in a state. Recovery carries it out whole; a live execution carries out the differences.</summary>
internal static class Pending
{
    public static IEnumerable<Effect> Of(ExecutionState state)
    {
        for (int index = 0; index < state.ActionCount; index++)
        {
            ActionState action = state.Actions[index];
            if (action is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Condition })
            {
                yield return new Effect(EffectKind.AskAction, index);
            }

            if (!state.IsRunningCode(index))
            {
                continue;
            }

            yield return new Effect(EffectKind.Run, index, action.Attempt);
            if (state.StopReasonOf(index) is not null)
            {
                yield return new Effect(EffectKind.Notify, index, action.Attempt);
            }

            if (action.Status == ActionStatus.Stopping)
            {
                yield return new Effect(EffectKind.Signal, index, action.Attempt);
            }
        }

        for (int index = 0; index < state.Stages.Length; index++)
        {
            if (state.Stages[index] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Condition })
            {
                yield return new Effect(EffectKind.AskStage, index);
            }
        }

        if (state.Step is { } step)
        {
            yield return new Effect(EffectKind.Cleanup, Attempt: (int)step.Number);
            if (state is { Intent: not null, Finish: null })
            {
                yield return new Effect(EffectKind.NotifyCleanup, Attempt: (int)step.Number);
            }
            if (step.GraceUntil is not null)
            {
                yield return new Effect(EffectKind.SignalCleanup, Attempt: (int)step.Number);
            }
        }
        if (DriveStop.IsDue(state))
        {
            yield return new Effect(EffectKind.Drive);
        }

        foreach (Effect effect in PendingTimes.Of(state))
        {
            yield return effect;
        }
    }
}
