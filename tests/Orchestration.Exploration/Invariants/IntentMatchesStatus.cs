using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>There is an intent exactly while the execution is stopping, and once it is effective every node is as its mode says.</summary>
internal sealed class IntentMatchesStatus : IWorldInvariant
{
    public string? Check(World world)
    {
        ExecutionState state = world.State;
        if (state.Intent is null != (state.Status != ExecutionStatus.Stopping))
        {
            return $"the execution is {state.Status}, the intent {state.Intent?.Mode.ToString() ?? "over"}.";
        }

        if (state.Intent is not { IsEffective: true } intent)
        {
            int stopping = Array.FindIndex(state.Actions, action => action.Status == ActionStatus.Stopping);
            return stopping >= 0 && state.Intent is null ? $"action {stopping} is stopping without an intent." : null;
        }

        int wrong = Array.FindIndex(state.Actions, action => IsOpenAgainst(intent.Mode, in action));
        return wrong < 0 ? null : $"action {wrong} is {state.Actions[wrong].Status} under an effective {intent.Mode}.";
    }

    /// <summary>Later stages stay pending until the execution closes, so only what had begun is looked at. An approval is in progress under a waiting stop.</summary>
    private static bool IsOpenAgainst(StopMode mode, in ActionState action) => action.Status switch
    {
        ActionStatus.Waiting => mode != StopMode.Wait || !action.IsAskingApproval,
        ActionStatus.Running => mode != StopMode.Wait,
        ActionStatus.Stopping => mode != StopMode.Cancel,
        _ => false,
    };
}
