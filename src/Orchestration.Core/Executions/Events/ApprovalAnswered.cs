namespace Orchestration;

/// <summary>An approval was given or refused. The action closes with the next event.</summary>
public sealed class ApprovalAnswered : ActionEvent
{
    /// <summary>The number of the asking.</summary>
    public required int Attempt { get; init; }

    /// <summary>The answer.</summary>
    public required ApprovalAnswer Answer { get; init; }

    /// <summary>The token that the answer named.</summary>
    public required string Token { get; init; }
}
