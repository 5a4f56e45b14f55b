namespace Orchestration;

/// <summary>The newest asking for an approval.</summary>
/// <param name="Token">What an answer has to name.</param>
/// <param name="RequestedAt">When it was asked for, in UTC.</param>
/// <param name="ExpiresAt">When it expires, in UTC; null while the execution is paused.</param>
/// <param name="IsPending">Whether it may be answered now.</param>
/// <param name="Answer">How it was answered; null where it was not.</param>
public sealed record ApprovalSnapshot(string? Token, DateTimeOffset? RequestedAt, DateTimeOffset? ExpiresAt, bool IsPending, ApprovalAnswer? Answer);
