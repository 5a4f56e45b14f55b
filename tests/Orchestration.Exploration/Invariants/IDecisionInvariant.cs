namespace Orchestration.Exploration.Invariants;

/// <summary>Holds for each decided command.</summary>
internal interface IDecisionInvariant : IInvariant
{
    string? Check(DecisionStep step);
}
