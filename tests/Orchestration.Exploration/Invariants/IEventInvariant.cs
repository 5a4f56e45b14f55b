namespace Orchestration.Exploration.Invariants;

/// <summary>Holds for each event.</summary>
internal interface IEventInvariant : IInvariant
{
    string? Check(EventStep step);
}
