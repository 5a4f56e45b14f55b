namespace Orchestration;

/// <summary>Which events of an execution are watched.</summary>
public sealed record WatchRequest
{
    /// <summary>The first event's sequence; 1, the beginning, by default.</summary>
    public long FromSequence { get; init; } = 1;

    /// <summary>Where the watch ends.</summary>
    public WatchUntil Until { get; init; }
}
