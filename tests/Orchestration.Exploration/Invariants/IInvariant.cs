namespace Orchestration.Exploration.Invariants;

/// <summary>A rule that holds at every step. Its type's name is what a report calls it; checks say what is wrong, or null.</summary>
internal interface IInvariant;
