using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Finds what follows a failure: the nearest level's strategy, then what follows that one, then the next outer level's.</summary>
internal static class FindStrategy
{
    /// <param name="state">The execution.</param>
    /// <param name="action">The action that failed.</param>
    /// <param name="failure">Its failure.</param>
    /// <param name="skip">How many interventions nobody picked for.</param>
    /// <param name="retry">The number of the retry within the strategy found.</param>
    public static FailureStrategy? ForAction(ExecutionState state, ActionStructure action, ActionFailure failure, int skip, out int retry)
    {
        int used = state.FindRetry(action.Index)?.Retry ?? 0;
        foreach (FailureStrategy strategy in Chain(action.IsChild ? [action.OnFailure] : [action.OnFailure, action.Stage.OnFailure, state.Structure.OnFailure]))
        {
            retry = used + 1;
            bool isTaken = strategy.Kind switch
            {
                FailureStrategyKind.Retry => failure.MayRetry && retry <= strategy.Count,
                FailureStrategyKind.Intervene => failure.MayRetry && --skip < 0,
                _ => true,
            };
            if (isTaken)
            {
                return strategy;
            }
            used -= strategy.Count;
        }
        retry = 0;
        return null;
    }

    /// <summary>What follows a stage that was marked as failed, which nothing retries.</summary>
    public static FailureStrategyKind ForStage(ExecutionState state, StageStructure stage) =>
        Chain([stage.OnFailure, state.Structure.OnFailure])
            .Select(strategy => strategy.Kind)
            .FirstOrDefault(kind => kind is not (FailureStrategyKind.Retry or FailureStrategyKind.Intervene), FailureStrategyKind.Fail);

    private static IEnumerable<FailureStrategy> Chain(IEnumerable<FailureStrategy?> levels)
    {
        foreach (FailureStrategy? level in levels)
        {
            for (FailureStrategy? strategy = level; strategy is not null; strategy = strategy.Then)
            {
                yield return strategy;
            }
        }
    }
}
