using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Starts an execution: its first event, and what may start at once.</summary>
internal static class Start
{
    public static Draft Decide(ExecutionId id, ExecutionStarted start, DateTimeOffset now, long epoch, bool isAdmitting)
    {
        Draft draft = Draft.Begin(id, start, now, epoch, isAdmitting);
        Advance.Decide(draft);
        return draft;
    }

    /// <summary>An execution of this id exists: the same start again is a repetition.</summary>
    public static Verdict DecideRepeated(ExecutionState state, ExecutionStarted start)
    {
        string content = CommandContent.OfStart(start.Pipeline, start.Input, start.Labels, start.Reason);
        return Repetition.Find(state, Verb.Start, start.CommandId, content)
            ?? OrchestrationException.Refuse(ErrorCode.Conflict, Verb.Start, state.Target, $"the command id {start.CommandId} was used for another command.");
    }
}
