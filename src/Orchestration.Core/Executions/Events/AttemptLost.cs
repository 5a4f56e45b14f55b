namespace Orchestration;

/// <summary>An attempt was cut off because its host ended.</summary>
public sealed class AttemptLost : ActionEvent
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }
}
