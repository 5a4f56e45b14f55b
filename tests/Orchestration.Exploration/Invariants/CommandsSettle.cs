using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Every accepted command has a receipt; it is settled exactly when its scope is closed, and was effective before.</summary>
internal sealed class CommandsSettle : ICommitInvariant
{
    public string? Check(Turn turn, World after)
    {
        ExecutionState state = after.State;
        if (!after.Accepted.Select(sent => sent.By.Id).SequenceEqual(state.Commands.Select(command => command.Id)))
        {
            return $"{after.Accepted.Length} commands were accepted; {state.Commands.Count} are known.";
        }

        foreach (AcceptedCommand command in state.Commands)
        {
            if (command is { Settled: not null, EffectiveAt: null })
            {
                return $"{command.Verb} {command.Id} is settled and was never effective.";
            }

            if (state.Closed is not null && command.Settled is null)
            {
                return $"the execution is {state.Status} and {command.Verb} {command.Id} is not settled.";
            }
        }

        bool isIntentSettled = state.Intent is { } intent && state.Commands.Exists(command => command.Id == intent.Command.Id && command.Settled is not null);
        return isIntentSettled ? "the intent in force is settled." : null;
    }
}
