using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>Mode and outcome of an intent never fall, and it ends only with the execution. An accepted request is in it whole.</summary>
internal sealed class IntentNeverFalls : IEventInvariant
{
    public string? Check(EventStep step) => Falls(step) ?? (step.Event is StopRequested requested ? Ignores(requested, step.After) : null);

    private static string? Falls(EventStep step)
    {
        if (step.Before.Intent is not { } before)
        {
            return null;
        }

        if (step.After.Intent is not { } after)
        {
            return step.Event is ExecutionClosed ? null : "it ended before the execution closed.";
        }

        return after.Mode < before.Mode ? $"the mode fell from {before.Mode} to {after.Mode}."
            : after.Outcome < before.Outcome ? $"the outcome fell from {before.Outcome} to {after.Outcome}."
            : before.Stage is null && after.Stage is not null ? $"the scope shrank to stage '{after.Stage}'."
            : null;
    }

    private static string? Ignores(StopRequested requested, ExecutionState after) =>
        after.Status != ExecutionStatus.Stopping && after.Finish is null ? $"the execution is {after.Status}."
        : after.Intent is not { } intent ? "there is no intent."
        : intent.Mode < requested.Mode || intent.Outcome < requested.Outcome ? $"it asked for {requested.Mode} and {requested.Outcome}; in force are {intent.Mode} and {intent.Outcome}."
        : intent.IsEffective ? "it counts as effective already."
        : null;
}
