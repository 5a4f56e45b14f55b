using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>
/// The difference that an event makes to <see cref="Pending"/>, without looking at every node again. Timers and the drive of an intent
/// are few, and asked of <see cref="PendingTimes.Of"/> once a turn.
/// </summary>
internal static class Reaction
{
    /// <param name="state">The state behind the last event of the commit.</param>
    /// <param name="happened">One of the commit's events.</param>
    /// <param name="effects">Carries the difference out.</param>
    public static void To(ExecutionState state, ExecutionEvent happened, IEffects effects)
    {
        switch (happened)
        {
            case ActionStarted e:
                effects.Remove(new Effect(EffectKind.AskAction, e.ActionIndex));
                if (IsCurrent(state, e))
                {
                    effects.Add(new Effect(EffectKind.Run, e.ActionIndex, e.Attempt));
                }

                break;
            case ApprovalRequested e:
                effects.Remove(new Effect(EffectKind.AskAction, e.ActionIndex));
                break;
            case ActionRetrying e:
                effects.Remove(new Effect(EffectKind.Run, e.ActionIndex, e.Attempt));
                break;
            case InterventionRequested e:
                effects.Remove(new Effect(EffectKind.Run, e.ActionIndex, e.Attempt));
                break;
            case ActionClosed e:
                effects.Remove(new Effect(EffectKind.AskAction, e.ActionIndex));
                effects.Remove(new Effect(EffectKind.Run, e.ActionIndex, e.Attempt));
                break;
            case AttemptAbandoned e:
                effects.Remove(new Effect(EffectKind.Run, e.ActionIndex, e.Attempt));
                break;
            case ActionStopRequested or ActionExpiring or ActionReturned or ActionEnding:
                ToTree(state, (ActionEvent)happened, effects);
                break;
            case ActionStopping e when state.Actions[e.ActionIndex].Status == ActionStatus.Stopping && state.IsRunningCode(e.ActionIndex):
                effects.Add(new Effect(EffectKind.Signal, e.ActionIndex, state.Actions[e.ActionIndex].Attempt));
                break;
            case ActionWaiting e when state.Actions[e.ActionIndex] is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Condition }:
                effects.Add(new Effect(EffectKind.AskAction, e.ActionIndex));
                break;
            case StageWaiting e when state.Stages[e.StageIndex] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Condition }:
                effects.Add(new Effect(EffectKind.AskStage, e.StageIndex));
                break;
            case StageEntered or StageClosed:
                effects.Remove(new Effect(EffectKind.AskStage, ((StageEvent)happened).StageIndex));
                break;
            case StopRequested or StopDecided:
                NotifyAll(state, effects);
                break;
            case UnpauseRequested:
                AskAgain(state, effects);
                break;
            default:
                ToCleanup(state, happened, effects);
                break;
        }
    }

    private static void ToTree(ExecutionState state, ActionEvent happened, IEffects effects)
    {
        if (happened is ActionReturned returned)
        {
            effects.Remove(new Effect(EffectKind.Run, returned.ActionIndex, returned.Attempt));
            return;
        }
        if (happened is ActionStopRequested { Mode: StopMode.Abandon } e && !state.Actions[e.ActionIndex].Status.IsInFlight())
        {
            // Its code is left running, and told all the same.
            effects.Add(new Effect(EffectKind.Notify, e.ActionIndex, state.Actions[e.ActionIndex].Attempt));
        }
        else if (happened is not ActionEnding)
        {
            Notify(state, happened.ActionIndex, effects);
        }
        NotifyBelow(state, happened.ActionIndex, effects);
    }

    private static void ToCleanup(ExecutionState state, ExecutionEvent happened, IEffects effects)
    {
        switch (happened)
        {
            case RollbackStarted or FinalizerStarted or ReleaseStarted when ReferenceEquals(state.Step?.Started, happened):
                effects.Add(new Effect(EffectKind.Cleanup, Attempt: (int)happened.Sequence));
                break;
            case RollbackEnded or FinalizerEnded or ReleaseEnded:
                effects.Remove(new Effect(EffectKind.Cleanup));
                break;
            case CleanupStopping when state.Step is { } step:
                effects.Add(new Effect(EffectKind.SignalCleanup, Attempt: (int)step.Number));
                break;
            default:
                break;
        }
    }

    private static bool IsCurrent(ExecutionState state, ActionStarted e) =>
        state.Actions[e.ActionIndex].Attempt == e.Attempt && state.Actions[e.ActionIndex].Status.IsInFlight();

    /// <summary>Not where the attempt that was asked has ended since, and another one has begun.</summary>
    private static void Notify(ExecutionState state, int action, IEffects effects)
    {
        if (state.Actions[action].Status.IsInFlight() && state.StopReasonOf(action) is not null)
        {
            effects.Add(new Effect(EffectKind.Notify, action, state.Actions[action].Attempt));
        }
    }

    /// <summary>Those too that were closed without their code in the same step.</summary>
    private static void NotifyBelow(ExecutionState state, int action, IEffects effects)
    {
        foreach (ActionStructure child in state.Tree?.Below(action, isOpenOnly: false) ?? [])
        {
            bool isMeant = state.Actions[child.Index].Status.IsClosed() || (state.IsRunningCode(child.Index) && state.StopReasonOf(child.Index) is not null);
            if (isMeant)
            {
                effects.Add(new Effect(EffectKind.Notify, child.Index, state.Actions[child.Index].Attempt));
            }
        }
    }

    /// <summary>Answers that came while it was paused were not taken.</summary>
    private static void AskAgain(ExecutionState state, IEffects effects)
    {
        foreach (Effect effect in Pending.Of(state))
        {
            if (effect.Kind is EffectKind.AskAction or EffectKind.AskStage)
            {
                effects.Add(effect);
            }
        }
    }

    private static void NotifyAll(ExecutionState state, IEffects effects)
    {
        for (int index = 0; index < state.ActionCount; index++)
        {
            if (state.IsRunningCode(index))
            {
                effects.Add(new Effect(EffectKind.Notify, index, state.Actions[index].Attempt));
            }
        }

        if (state is { Step: { } step, Finish: null })
        {
            effects.Add(new Effect(EffectKind.NotifyCleanup, Attempt: (int)step.Number));
        }
    }
}
