namespace Orchestration;

/// <summary>The stage was marked as failed: its open actions close as failed, and its own failure strategy runs once, instead of theirs.</summary>
public sealed class StageMarkedFailed : StageEvent
{
    /// <summary>The command's id.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>Who sent it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in the caller's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The mode that was asked for.</summary>
    public required StopMode Mode { get; init; }

    /// <summary>How long running code has to return.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>When a <see cref="StopMode.Wait"/> turns into a <see cref="StopMode.Cancel"/>, if ever.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
