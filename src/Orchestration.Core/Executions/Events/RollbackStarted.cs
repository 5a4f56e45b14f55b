namespace Orchestration;

/// <summary>The code that undoes a succeeded action runs once this is stored.</summary>
public sealed class RollbackStarted : ActionEvent
{
    /// <summary>The owner's epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>When it is signalled to end.</summary>
    public required DateTimeOffset Deadline { get; init; }
}
