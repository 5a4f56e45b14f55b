using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What an event of a stage changes.</summary>
internal static class ApplyToStage
{
    public static void To(ExecutionState state, StageEvent happened)
    {
        ref StageState stage = ref state.Stages[happened.StageIndex];
        switch (happened)
        {
            case StageWaiting e:
                Move(ref stage, e.For == StageWait.Entry ? StageTrigger.AwaitEntry : StageTrigger.AskCondition);
                stage.WaitsFor = e.For;
                stage.WaitsSinceTicks = e.At.UtcTicks;
                break;
            case StageEntered e:
                Move(ref stage, StageTrigger.Enter);
                stage.EnteredAt ??= e.At;
                state.EnteredLast = e.StageIndex;
                stage.ClockTicks = e.At.UtcTicks;
                Apply.Move(state, ExecutionTrigger.EnterStage, e.At);
                break;
            case StageStopping:
                Move(ref stage, StageTrigger.Drain);
                break;
            case StageMarkedFailed e:
                ApplyIntent.Marked(state, ref stage, e);
                break;
            case StageRollingBack e:
                ApplyCleanup.RollBack(state, ref stage, e);
                break;
            case StageRolledBack e:
                ApplyCleanup.RolledBack(state, e);
                break;
            case StageClosed e:
                Move(ref stage, e.Status.ClosingTrigger());
                stage.Closed = e;
                state.Mark = null;
                SkipClosedStages(state);
                if (state.HasCommands && e.Status.CountsAsSuccess() && state.CurrentStage < state.Stages.Length)
                {
                    SettleCommands(state, e);
                }

                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    /// <summary>The execution goes on behind the stage. Where it does not, its close settles them, in the same turn.</summary>
    private static void SettleCommands(ExecutionState state, StageClosed e) =>
        Apply.Settle(state, e, command => command.Verb is Verb.RetryStage or Verb.MarkFailed && command.Stage == e.Stage);

    public static void Move(ref StageState stage, StageTrigger trigger) =>
        stage.Status = StageLifecycle.Table.Next(stage.Status, trigger);

    public static void SkipClosedStages(ExecutionState state)
    {
        while (state.CurrentStage < state.Stages.Length && state.Stages[state.CurrentStage].Status.IsClosed())
        {
            state.CurrentStage++;
        }
    }
}
