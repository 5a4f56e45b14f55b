using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>While an execution is rolled back, or its outcome is decided, none of its code is in flight; each status has what it speaks of.</summary>
internal sealed class RollbackMatchesStatus : IWorldInvariant
{
    public string? Check(World world)
    {
        ExecutionState state = world.State;
        int running = Array.FindIndex(state.Actions, action => action.Status is ActionStatus.Waiting or ActionStatus.Running or ActionStatus.Stopping);
        bool isEnding = state.Closed is null && (state.Rollback is not null || state.Finish is not null);
        return isEnding && running >= 0 ? $"action {running} is {state.Actions[running].Status} while the execution is {state.Status}."
            : state.Status == ExecutionStatus.RollingBack != (state is { Rollback: not null, Finish: null, Intent: null, Closed: null }) ? $"the execution is {state.Status}."
            : state.Status == ExecutionStatus.Finalizing != (state is { Finish: not null, Closed: null }) ? $"the execution is {state.Status}."
            : state is { Status: ExecutionStatus.RollingBack or ExecutionStatus.Finalizing, Step: null, Missing: null, Intent: null or { IsEffective: true } } && !world.IsDraining ? $"it is {state.Status} and nothing of it runs."
            : state is { Release: not null } && state.Closed is null ? "it is released while it is open."
            : null;
    }
}
