using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.CrashTests.Inspection;

/// <summary>What must hold once every action was allowed to end.</summary>
internal static class QuietRules
{
    public static void Check(StoredExecution stored, Findings findings)
    {
        if (stored.History.Count == 0)
        {
            return;
        }

        ExecutionState state = ExecutionState.Replay(stored.Id, stored.History);
        if (!state.Status.IsClosed())
        {
            findings.AddStuck($"{stored.Id} is {state.Status}.");
        }

        foreach (AcceptedCommand command in state.Commands.Where(command => command.Settled is null))
        {
            findings.AddStuck($"{command.Verb} {command.Id} of {stored.Id} has not settled.");
        }
    }
}
