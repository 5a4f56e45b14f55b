using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Invariants;

/// <summary>A refused command records no event; an accepted verb records at least its own.</summary>
internal sealed class RefusedEmitsNothing : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Verdict.Refusal is not null)
        {
            return step.Events.Count == 0 && step.Next is null ? null : $"it was refused and recorded {step.Events.Count} events.";
        }

        return step.Move is VerbMove && (CommandOf(step.Events) != step.By.Id || step.Verdict.Receipt != step.By.Id)
            ? "it was accepted and its command is not the first event."
            : null;
    }

    private static Guid? CommandOf(IReadOnlyList<ExecutionEvent> events) => events switch
    {
        [CommandEvent command, ..] => command.CommandId,
        [ActionStopRequested requested, ..] => requested.CommandId,
        [StageMarkedFailed marked, ..] => marked.CommandId,
        [InterventionAnswered answered, ..] => answered.CommandId,
        [ApprovalAnswered answered, ..] => answered.Answer.CommandId,
        _ => null,
    };
}
