using Orchestration.Executions;
using Orchestration.Exploration.Rules;
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

            if (state.Closed is not null && command.Settled is null && (command.Verb != Verb.ReleaseResources || state.Release is null))
            {
                return $"the execution is {state.Status} and {command.Verb} {command.Id} is not settled.";
            }
        }

        if (state.Commands.Find(command => command.Settled is null != IsOpen(state, command)) is { } wrong)
        {
            return $"{wrong.Verb} {wrong.Stage}/{wrong.Action} {wrong.Id} is {(wrong.Settled is null ? "not settled" : "settled")} while the execution is {state.Status}.";
        }

        bool isIntentSettled = state.Intent is { } intent && state.Commands.Exists(command => command.Id == intent.Command.Id && command.Settled is not null);
        return isIntentSettled ? "the intent in force is settled." : null;
    }

    /// <summary>Whether the scope that it addressed is open. What a later run of its scope has reopened stays settled.</summary>
    private static bool IsOpen(ExecutionState state, AcceptedCommand command)
    {
        int action = TreeRule.Find(state, command.Stage, command.Action)?.Index ?? -1;
        return command.Verb switch
        {
            Verb.ReleaseResources => state.Release?.CommandId == command.Id,
            Verb.Pause => command.Settled is null && state.Status is not (ExecutionStatus.Queued or ExecutionStatus.Running or ExecutionStatus.Paused),
            Verb.Unpause => false,
            _ when action >= 0 => Open.Is(state.Actions[action].Status) && command.Settled is null,
            _ => command.Settled is null,
        };
    }
}
