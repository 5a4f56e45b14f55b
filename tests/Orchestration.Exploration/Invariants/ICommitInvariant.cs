using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Holds for each turn that is stored.</summary>
internal interface ICommitInvariant : IInvariant
{
    /// <param name="turn">What is stored.</param>
    /// <param name="after">The world behind it.</param>
    string? Check(Turn turn, World after);
}
