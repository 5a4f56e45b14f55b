using System.Collections.Immutable;
using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>The code of a root run's root has returned before anything asked the execution to end: this decides how it closes.</summary>
/// <param name="Sequence">The event that says so.</param>
/// <param name="Status">How the execution closes.</param>
internal sealed record RootReturn(long Sequence, ExecutionStatus Status)
{
    /// <summary>What is known behind a turn, as its events tell it; null where nothing is decided.</summary>
    public static RootReturn? After(Turn turn)
    {
        ExecutionState before = turn.World.State;
        return before.Structure.IsRoot ? After(turn.World.Returned, before, turn.Events) : null;
    }

    private static RootReturn? After(RootReturn? known, ExecutionState before, ImmutableArray<ExecutionEvent> events)
    {
        bool isAsked = before.Intent is not null || before.Intents?.ContainsKey(0) == true;
        int retries = before.Retries?.GetValueOrDefault(0)?.Retry ?? 0;
        foreach (ExecutionEvent happened in events)
        {
            switch (happened)
            {
                case StopRequested or StopDecided or StageMarkedFailed or ActionStopRequested { ActionIndex: 0 } or ActionExpiring { ActionIndex: 0 }:
                    isAsked = true;
                    break;
                case ActionReturned { ActionIndex: 0 } e when !isAsked && (e.Failure is not { } failure || !MayRetry(before, failure, retries)):
                    known = new RootReturn(e.Sequence, e.Failure is null ? ExecutionStatus.Succeeded : ExecutionStatus.Failed);
                    break;
                case ActionRetrying { ActionIndex: 0 } e:
                    (known, isAsked, retries) = (null, false, e.Retry);
                    break;
                case StageRetryRequested or ActionStarted { ActionIndex: 0 }:
                    (known, isAsked) = (null, false);
                    break;
                default:
                    break;
            }
        }

        return known;
    }

    private static bool MayRetry(ExecutionState state, Failure failure, int retries) =>
        !failure.IsNonRetryable && state.Structure.Actions[0].OnFailure is { Kind: FailureStrategyKind.Retry } strategy && retries < strategy.Count;
}
