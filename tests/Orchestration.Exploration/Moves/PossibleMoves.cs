using Orchestration.Definitions;
using Orchestration.Exploration.Walks;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>Everything that may be sent into a turn, always in the same order: first the verbs.</summary>
internal sealed class PossibleMoves(PipelineStructure pipeline, Bounds bounds, Plan plan)
{
    private readonly VerbMove[] _verbs = VerbMoves.Of(pipeline, bounds, plan);
    private readonly VerbMove[] _probes = [.. ProbeMoves.Of(pipeline)];

    public int VerbCount => _verbs.Length;

    /// <summary>Nothing runs yet and no timer is armed in a host that only just takes over, so there only callers send.</summary>
    public Move[] In(Turn begun) => begun.IsRecovery ? _verbs : [.. _verbs, .. EngineMoves.Of(begun.World), .. TreeMoves.Of(begun.World, plan, bounds.Cancels), .. _probes];
}
