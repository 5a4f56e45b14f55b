using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Engine;

/// <summary>Reads inputs and outputs for code that stands at a place of an execution: only what ran before it.</summary>
internal sealed class ValueReader(LiveExecution live, int before)
{
    public T Input<T>()
    {
        ExecutionState state = live.State!;
        if (state.Start.Input is not { } input || live.Pipeline?.InputType != typeof(T))
        {
            throw new OrchestrationException(
                ErrorCode.InvalidRequest,
                $"Pipeline '{state.Structure.Name}' has {(state.Structure.InputType is { } type ? $"an input of type {type}" : "no input")}, not one of type {typeof(T)}.");
        }

        return live.Engine.Payloads.Read<T>(input);
    }

    public T Output<T>(ActionRef<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ExecutionState state = live.State!;
        if (!ReferenceEquals(action.Owner, live.Pipeline?.Parts.Builder))
        {
            throw new OrchestrationException(ErrorCode.InvalidRequest, $"Action '{action.Name}' belongs to another pipeline than '{state.Structure.Name}'.");
        }

        int index = action.Place.Index;
        ActionState source = state.Actions[index];
        if (index < before && source.Status.IsClosed() && AnswerOf(state, index, source) is { } answer)
        {
            return (T)(object)answer;
        }

        if (index < before && source.Status.HasResult() && source.Output is { } output)
        {
            return live.Engine.Payloads.Read<T>(output);
        }

        throw new OrchestrationException(
            ErrorCode.OutputMissing,
            $"{ErrorCode.OutputMissing}: action '{action.Name}' of execution {live.Id} has no output that could be read here: {(index >= before ? "it does not run earlier" : $"it is {source.Status}")}.");
    }

    /// <summary>The output of the action that is asked about itself.</summary>
    public T Result<T>(int action)
    {
        ExecutionState state = live.State!;
        return state.Actions[action].Output is { } output
            ? live.Engine.Payloads.Read<T>(output)
            : throw new OrchestrationException(
                ErrorCode.OutputMissing, $"{ErrorCode.OutputMissing}: action '{state.ActionAt(action).Path}' of execution {live.Id} has no output.");
    }

    public IReadOnlyDictionary<string, string> LabelsOf(StageStructure stage)
    {
        ExecutionStarted start = live.State!.Start;
        return Labels.Merge(Labels.Merge(start.Structure.Labels, start.Labels), stage.Labels);
    }

    /// <summary>Null where it is no approval, or one without an answer. A rejection that a strategy forgave can be read too.</summary>
    private static ApprovalAnswer? AnswerOf(ExecutionState state, int index, ActionState source) =>
        source.Closed is ActionReused reused ? reused.Answer : state.FindApproval(index)?.Answer;
}
