using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>An execution arrives at a stage, and goes in as soon as gate and lock let it.</summary>
internal static class EnterStage
{
    /// <summary>
    /// The stage was reached. Where others may be in it, the execution takes its place in the line, and <see cref="HandOver"/> lets it in;
    /// in the mode <see cref="ExecutionMode.Parallel"/> only a disabled gate holds it up.
    /// </summary>
    public static void Arrive(Draft draft, StageStructure stage)
    {
        if (draft.State.IsScoped || (draft.MayStart && draft.IsGateDisabled(stage.Name)))
        {
            draft.Emit(new StageWaiting { Stage = stage.Name, StageIndex = stage.Index, For = StageWait.Entry });
        }
        else if (draft.MayStart)
        {
            Pass(draft, stage);
        }
    }

    /// <summary>What the stage waited for may have come to pass.</summary>
    public static void GoOn(Draft draft, StageStructure stage)
    {
        StageState state = draft.State.Stages[stage.Index];
        if (!draft.MayStart)
        {
            return;
        }

        if (state.WaitsFor == StageWait.Entry && !draft.State.IsScoped && !draft.IsGateDisabled(stage.Name))
        {
            Pass(draft, stage);
        }
        else if (state.WaitsFor == StageWait.Orphans && !draft.State.HasRunningOrphans(stage, draft.Epoch))
        {
            Enter(draft, stage);
        }
    }

    /// <summary>A gate that kept an execution of the mode <see cref="ExecutionMode.Parallel"/> out may be enabled again.</summary>
    public static void TryPassGate(Draft draft)
    {
        if (!draft.State.IsScoped && draft.State.IsAwaitingEntry)
        {
            Advance.Decide(draft);
        }
    }

    /// <summary>Gate and lock are behind it; its condition may still say no.</summary>
    public static void Pass(Draft draft, StageStructure stage)
    {
        if (stage.HasCondition)
        {
            draft.Emit(new StageWaiting { Stage = stage.Name, StageIndex = stage.Index, For = StageWait.Condition });
        }
        else
        {
            Enter(draft, stage);
        }
    }

    public static void Enter(Draft draft, StageStructure stage) =>
        draft.Emit(new StageEntered { Stage = stage.Name, StageIndex = stage.Index });
}
