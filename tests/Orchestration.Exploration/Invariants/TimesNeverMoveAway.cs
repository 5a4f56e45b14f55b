using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// What an accepted stop waits for never moves further away: neither its deadline nor the end of the grace. A later request in the same
/// mode gives a shorter grace or none, and one that signals nothing does not touch it.
/// </summary>
internal sealed class TimesNeverMoveAway : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Before.Intent is not { } before || step.After.Intent is not { } after)
        {
            return null;
        }

        return IsLater(before.Deadline, after.Deadline) ? $"the deadline moved from {before.Deadline:T} to {after.Deadline?.ToString("T") ?? "never"}."
            : after.Mode == StopMode.Cancel && IsLater(before.GraceUntil, after.GraceUntil) ? $"the end of the grace moved from {before.GraceUntil:T} to {after.GraceUntil:T}."
            : step.Event is StopRequested requested && after.Mode == before.Mode && IsGraceWrong(requested, before, after) ? $"the grace went from {before.Grace} to {after.Grace}."
            : null;
    }

    private static bool IsLater(DateTimeOffset? before, DateTimeOffset? after) => before is not null && !(after <= before);

    private static bool IsGraceWrong(StopRequested requested, Intent before, Intent after)
    {
        bool counted = before.Mode == StopMode.Cancel || before.Deadline is not null;
        bool counts = requested.Mode == before.Mode && (requested.Mode == StopMode.Cancel || requested.Deadline is not null);
        return counted && (after.Grace > before.Grace || (!counts && after.Grace != before.Grace));
    }
}
