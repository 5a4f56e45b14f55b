using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Clocks stand still exactly while the execution is paused; nothing runs in it then but what holds no pause up.</summary>
internal sealed class PausesEnd : IWorldInvariant
{
    public string? Check(World world)
    {
        ExecutionState state = world.State;
        bool stands = state.Pauses is [.., { To: null }];
        int open = (state.Pauses ?? []).Count(pause => pause.To is null);
        int running = Array.FindIndex([.. Enumerable.Range(0, state.ActionCount)], state.IsRunningCode);
        return stands != (state.Status == ExecutionStatus.Paused) || open > 1 ? $"the execution is {state.Status}, and its clocks {(stands ? "stand still" : "count")}."
            : state.Status == ExecutionStatus.Paused && running >= 0 ? $"it is paused, and action {running} is {state.Actions[running].Status}."
            : state.Status == ExecutionStatus.Pausing && running < 0 ? "it is pausing, and nothing runs."
            : null;
    }
}
