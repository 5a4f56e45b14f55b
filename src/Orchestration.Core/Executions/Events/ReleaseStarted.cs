namespace Orchestration;

/// <summary>A resource is being released once this is stored.</summary>
public sealed class ReleaseStarted : ExecutionEvent
{
    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name among its kind.</summary>
    public required string Key { get; init; }

    /// <summary>The owner's epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>When the cleaner is signalled to end.</summary>
    public required DateTimeOffset Deadline { get; init; }
}
