using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Holds for each turn of a pipeline that is stored.</summary>
internal interface IScopeCommitInvariant : IInvariant
{
    /// <param name="turn">What is stored.</param>
    /// <param name="after">The world behind it.</param>
    string? Check(ScopeTurn turn, PipelineWorld after);
}
