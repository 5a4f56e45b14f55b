namespace Orchestration;

/// <summary>An attempt began; its code runs once this is stored.</summary>
public sealed class ActionStarted : ActionEvent
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The owner's epoch: later owners know by it that the attempt is not theirs.</summary>
    public required long Epoch { get; init; }
}
