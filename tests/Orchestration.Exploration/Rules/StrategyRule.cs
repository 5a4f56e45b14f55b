using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Rules;

/// <summary>What follows a failure that is neither retried nor left to a person.</summary>
internal static class StrategyRule
{
    public static IEnumerable<FailureStrategy> ChainOf(ActionStructure action, PipelineStructure pipeline) =>
        [.. Steps(action.OnFailure), .. Steps(action.Stage.OnFailure), .. Steps(pipeline.OnFailure)];

    public static FailureStrategyKind LastOf(ActionStructure action, PipelineStructure pipeline) => First(ChainOf(action, pipeline));

    /// <summary>What follows a mark of the stage.</summary>
    public static FailureStrategyKind LastOf(StageStructure stage, PipelineStructure pipeline) =>
        First([.. Steps(stage.OnFailure), .. Steps(pipeline.OnFailure)]);

    /// <summary>What follows the failures of a drained stage, or its mark; null where it only closes.</summary>
    public static FailureStrategyKind? Of(ExecutionState state, StageStructure stage)
    {
        FailureStrategyKind? kind = state.Mark is null
            ? state.Actions[stage.FirstAction..stage.EndAction].Select(action => (action.Closed as ActionClosed)?.Strategy).Max()
            : LastOf(stage, state.Structure);
        return kind is FailureStrategyKind.RollbackStage or FailureStrategyKind.RollbackPipeline or FailureStrategyKind.Abort ? kind : null;
    }

    public static bool Forgives(FailureStrategyKind kind) => kind is FailureStrategyKind.Ignore or FailureStrategyKind.Succeed;

    private static FailureStrategyKind First(IEnumerable<FailureStrategy> chain) =>
        chain.Select(strategy => strategy.Kind).FirstOrDefault(kind => kind is not (FailureStrategyKind.Retry or FailureStrategyKind.Intervene), FailureStrategyKind.Fail);

    private static IEnumerable<FailureStrategy> Steps(FailureStrategy? strategy)
    {
        for (; strategy is not null; strategy = strategy.Then)
        {
            yield return strategy;
        }
    }
}
