namespace Orchestration;

/// <summary>A gate was enabled or disabled, or was left as it stood.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Stage">The stage in front of which the gate stands.</param>
/// <param name="IsEnabled">Whether executions may enter the stage since then.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="HasEffect">False where an enabled gate was enabled again: nothing has changed.</param>
public sealed record GateChange(
    Guid CommandId,
    string Pipeline,
    string Stage,
    bool IsEnabled,
    string Actor,
    string? Reason,
    DateTimeOffset At,
    bool HasEffect = true);
