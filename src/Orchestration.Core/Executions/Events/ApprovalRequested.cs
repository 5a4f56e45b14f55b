namespace Orchestration;

/// <summary>An approval is asked for. It stays open until it is answered, withdrawn by a stop, or expires.</summary>
public sealed class ApprovalRequested : ActionEvent
{
    /// <summary>The number of the asking, from 1; a retry asks afresh.</summary>
    public required int Attempt { get; init; }

    /// <summary>What an answer has to name.</summary>
    public required string Token { get; init; }

    /// <summary>When it expires, in UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
