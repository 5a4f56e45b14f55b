namespace Orchestration;

/// <summary>How far an action is.</summary>
/// <param name="Done">How much is done.</param>
/// <param name="Total">How much there is to do, if that is known.</param>
/// <param name="Message">What it does.</param>
/// <param name="At">When its code told it.</param>
public sealed record ProgressSnapshot(long Done, long? Total, string? Message, DateTimeOffset At);
