namespace Orchestration.Exploration.Moves;

/// <summary>The registered definition, compared with the one that the execution started with.</summary>
internal enum Registered
{
    Same,
    Changed,
    Missing,
}
