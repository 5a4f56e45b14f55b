namespace Orchestration.Definitions;

/// <summary>What a builder hands to the pipeline that it built.</summary>
/// <param name="Builder">Owner of every reference that the definition gave out.</param>
/// <param name="Structure">The definition as data.</param>
/// <param name="Actions">What runs, by action index.</param>
/// <param name="StageConditions">What is asked on entry, by stage index.</param>
/// <param name="InputType">The input's type, if it has one.</param>
/// <param name="Finalizers">What runs at the end, by finalizer index.</param>
internal sealed record PipelineParts(
    PipelineBuilder Builder,
    PipelineStructure Structure,
    ActionBinding[] Actions,
    Condition?[] StageConditions,
    Type? InputType,
    FinalizerBinding[] Finalizers);
