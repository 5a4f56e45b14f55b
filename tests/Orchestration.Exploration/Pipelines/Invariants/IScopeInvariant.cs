using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Holds in each world of a pipeline.</summary>
internal interface IScopeInvariant : IInvariant
{
    string? Check(PipelineWorld world);
}
