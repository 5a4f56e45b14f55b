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

        ActionState source = state.Actions[action.Place.Index];
        if (action.Place.Index >= before || !source.Status.HasResult() || source.Output is not { } output)
        {
            throw new OrchestrationException(
                ErrorCode.OutputMissing,
                $"{ErrorCode.OutputMissing}: action '{action.Name}' of execution {live.Id} has no output that could be read here: {(action.Place.Index >= before ? "it does not run earlier" : $"it is {source.Status}")}.");
        }

        return live.Engine.Payloads.Read<T>(output);
    }

    public IReadOnlyDictionary<string, string> LabelsOf(StageStructure stage)
    {
        ExecutionStarted start = live.State!.Start;
        return Labels.Merge(Labels.Merge(start.Structure.Labels, start.Labels), stage.Labels);
    }
}
