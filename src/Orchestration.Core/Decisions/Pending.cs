using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>What must be running, armed or signalled in a state. Recovery carries it out whole; a live execution carries out the differences.</summary>
internal static class Pending
{
    public static IEnumerable<Effect> Of(ExecutionState state)
    {
        for (int index = 0; index < state.Actions.Length; index++)
        {
            ActionState action = state.Actions[index];
            if (action.Status == ActionStatus.Waiting)
            {
                yield return new Effect(EffectKind.AskAction, index);
            }

            if (!action.Status.IsInFlight())
            {
                continue;
            }

            yield return new Effect(EffectKind.Run, index, action.Attempt);
            if (state.Intent is not null)
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
            if (state.Stages[index].Status == StageStatus.Waiting)
            {
                yield return new Effect(EffectKind.AskStage, index);
            }
        }

        foreach (Effect effect in OfIntent(state))
        {
            yield return effect;
        }
    }

    /// <summary>What the intent in force asks for.</summary>
    public static IEnumerable<Effect> OfIntent(ExecutionState state)
    {
        if (state.Intent is not { } intent)
        {
            yield break;
        }

        if (!intent.IsEffective)
        {
            yield return new Effect(EffectKind.Drive);
        }

        if (intent is { Mode: StopMode.Wait, Deadline: { } deadline })
        {
            yield return new Effect(EffectKind.Deadline, Due: deadline);
        }

        if (intent is { Mode: StopMode.Cancel, IsEffective: true, GraceUntil: { } until })
        {
            yield return new Effect(EffectKind.Grace, Due: until);
        }
    }
}
