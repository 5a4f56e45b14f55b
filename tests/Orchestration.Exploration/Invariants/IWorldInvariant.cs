using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Holds in each world.</summary>
internal interface IWorldInvariant : IInvariant
{
    string? Check(World world);
}
