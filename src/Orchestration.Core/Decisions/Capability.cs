namespace Orchestration;

/// <summary>One verb as it would be answered now.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Mode">The mode of a verb that asks something to end, if it is one.</param>
/// <param name="Stage">The stage, if the verb addresses one.</param>
/// <param name="RetryMode">Which actions a retry would run, if it is one.</param>
/// <param name="Refusal">The code with which it would be refused; null where it is allowed.</param>
/// <param name="Why">The refusal in words; null where it is allowed.</param>
public sealed record Capability(Verb Verb, StopMode? Mode, string? Stage, StageRetryMode? RetryMode, ErrorCode? Refusal, string? Why)
{
    /// <summary>The action, if the verb addresses one.</summary>
    public string? Action { get; init; }

    /// <summary>Whether it would be accepted.</summary>
    public bool IsAllowed => Refusal is null;
}
