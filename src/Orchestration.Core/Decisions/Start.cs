using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>Starts an execution: its first event, and what may start at once.</summary>
internal static class Start
{
    /// <summary>How many executions may wait in a pipeline of the mode <see cref="ExecutionMode.Queue"/> (CodePipeline's limit).</summary>
    public const int MaxWaiting = 50;

    private const int MostResultsInOneEvent = 1_000;

    /// <summary>Null where one more may start.</summary>
    public static OrchestrationException? Check(ExecutionStarted start, PipelineState pipeline) =>
        start.Structure.Mode == ExecutionMode.Queue && pipeline.WaitingCount >= MaxWaiting
            ? OrchestrationException.Refuse(
                ErrorCode.QueueFull, Verb.Start, new Target(start.Pipeline), $"{pipeline.WaitingCount} executions wait in it; at most {MaxWaiting} may.")
            : null;

    public static Draft Decide(ExecutionId id, ExecutionStarted start, DateTimeOffset now, long epoch, bool isAdmitting, Gates gates)
    {
        Draft draft = new(new ExecutionState(id, start), now, epoch, isAdmitting, gates);
        Decide(draft);
        return draft;
    }

    /// <summary>The same on the draft of a state to which nothing has happened.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="carried">Results of an earlier execution that it may take over; null where it takes over none.</param>
    public static void Decide(Draft draft, IReadOnlyList<CarriedResult>? carried = null)
    {
        draft.Emit(draft.State.Start);
        foreach (CarriedResult[] some in (carried ?? []).Chunk(MostResultsInOneEvent))
        {
            draft.Emit(new ResultsCarried { Results = some });
        }
        Advance.Decide(draft);
    }

    /// <summary>An execution of this id exists: the same start again is a repetition.</summary>
    public static Verdict DecideRepeated(ExecutionState state, ExecutionStarted start)
    {
        return Repetition.Find(state, Verb.Start, start.CommandId, CommandContent.Of(start))
            ?? OrchestrationException.Refuse(ErrorCode.Conflict, Verb.Start, state.Target, $"the command id {start.CommandId} was used for another command.");
    }
}
