using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>An action, or a stage where none is named, is marked as failed.</summary>
internal sealed record MarkFailedMove(StopMode Mode) : EndingMove(Mode)
{
    public override Verb Verb => Verb.MarkFailed;

    public override string Kind => Action is null ? "MarkStage" : "MarkAction";

    public override IntentOutcome Outcome => IntentOutcome.Failed;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        MarkFailedRequest request = new(Stage!, Action)
        {
            Mode = Mode,
            Deadline = Deadline,
            Reason = Reason,
            OnDuplicate = OnDuplicate,
            ExpectedVersion = ExpectedVersion,
        };
        return new Decided(MarkFailed.Decide(draft, request, Grace, by, isAllowed: true));
    }
}
