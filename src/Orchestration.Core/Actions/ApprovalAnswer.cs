namespace Orchestration;

/// <summary>How an approval was answered. Later actions read it as the approval's output. Immutable.</summary>
/// <param name="IsApproved">True for an approval, false for a rejection.</param>
/// <param name="Actor">Who answered.</param>
/// <param name="Comment">What they said about it.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="CommandId">The command that brought the answer.</param>
public sealed record ApprovalAnswer(bool IsApproved, string Actor, string? Comment, DateTimeOffset At, Guid CommandId);
