namespace Orchestration;

/// <summary>An attempt has failed, and the action's strategy begins another one.</summary>
public sealed class ActionRetrying : ActionEvent
{
    /// <summary>The attempt that has failed.</summary>
    public required int Attempt { get; init; }

    /// <summary>How.</summary>
    public required Failure Failure { get; init; }

    /// <summary>The number of the retry that follows, from 1.</summary>
    public required int Retry { get; init; }

    /// <summary>When it begins, in UTC.</summary>
    public required DateTimeOffset RetryAt { get; init; }
}
