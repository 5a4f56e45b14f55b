using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Recognises a command id that was used before, and a version that has moved on.</summary>
internal static class Repetition
{
    /// <summary>Null for a new command; the earlier receipt for a repetition; a conflict where the id was used for something else.</summary>
    public static Verdict? Find(ExecutionState state, Verb verb, Guid id, string content)
    {
        string? known = state.Start.CommandId == id
            ? CommandContent.Of(state.Start)
            : state.Commands.Find(command => command.Id == id)?.Content;
        if (known is null)
        {
            return null;
        }

        return known == content
            ? Verdict.Of(id)
            : OrchestrationException.Refuse(ErrorCode.Conflict, verb, state.Target, $"the command id {id} was used for another command.");
    }

    public static OrchestrationException? CheckVersion(ExecutionState state, Verb verb, long? expected) =>
        expected is null || expected == state.Version
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.Conflict,
                verb,
                state.Target,
                $"the execution has moved on from version {expected} to {state.Version}.",
                state.Status.ToString(),
                intent: state.Intent?.Command.CallerId);
}
