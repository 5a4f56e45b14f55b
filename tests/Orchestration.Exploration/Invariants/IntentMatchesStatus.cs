using Orchestration.Executions;
using Orchestration.Exploration.Rules;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>There is an intent exactly while the execution is stopping, and once it is effective every node is as its mode says.</summary>
internal sealed class IntentMatchesStatus : IWorldInvariant
{
    public string? Check(World world)
    {
        ExecutionState state = world.State;
        bool fits = state.Status == ExecutionStatus.Stopping ? state.Intent is not null : state.Intent is null || state.Status == ExecutionStatus.Finalizing;
        if (!fits)
        {
            return $"the execution is {state.Status}, the intent {state.Intent?.Mode.ToString() ?? "over"}.";
        }

        StopMode? mode = state.Intent is { IsEffective: true } intent ? intent.Mode : null;
        for (int index = 0; index < state.ActionCount; index++)
        {
            ActionIntent? own = state.FindIntent(index);
            if (own is not null && !Open.Is(state.Actions[index].Status))
            {
                return $"action {index} is {state.Actions[index].Status} and still asked to end.";
            }

            ActionIntent[] ends = [.. TreeRule.Ends(state, index)];
            bool isLooked = (mode is not null || state.Intent is null) && TreeRule.EndOf(state, index) is null;
            if (isLooked && IsOpenAgainst(mode, ends, state.Structure.Actions.Length <= index, in state.Actions[index]))
            {
                return $"action {index} is {state.Actions[index].Status} under an effective {mode?.ToString() ?? "nothing"} and [{string.Join(", ", ends.Select(end => end.Mode))}] of its own and above it.";
            }
        }

        return null;
    }

    /// <summary>Later stages stay pending until the execution closes, so of declared actions only what had begun is looked at. An approval is in progress where one waits.</summary>
    private static bool IsOpenAgainst(StopMode? mode, ActionIntent[] ends, bool isChild, in ActionState action) => action.Status switch
    {
        ActionStatus.Pending => isChild && (mode is not null || ends.Length > 0),
        ActionStatus.Waiting => (mode is not null && (mode != StopMode.Wait || !action.IsAskingApproval))
            || ends.Length > 0,
        ActionStatus.Running => mode is StopMode.Cancel or StopMode.Abandon || Array.Exists(ends, end => end.Mode != StopMode.Wait),
        ActionStatus.Stopping => mode == StopMode.Abandon || Array.Exists(ends, end => end.Mode == StopMode.Abandon)
            || (mode != StopMode.Cancel && Array.TrueForAll(ends, end => end.GraceUntil is null)),
        _ => false,
    };
}
