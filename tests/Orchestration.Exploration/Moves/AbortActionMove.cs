using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>One action is aborted.</summary>
internal sealed record AbortActionMove(StopMode Mode, AbortResolution Resolution = AbortResolution.Strategy) : EndingMove(Mode)
{
    public override Verb Verb => Verb.Abort;

    public override string Kind => "AbortAction";

    public override IntentOutcome Outcome => IntentOutcome.Aborted;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        AbortActionRequest request = new(Stage!, Action!)
        {
            Mode = Mode,
            Deadline = Deadline,
            Resolution = Resolution,
            Reason = Reason,
            OnDuplicate = OnDuplicate,
            ExpectedVersion = ExpectedVersion,
        };
        return new Decided(AbortAction.Decide(draft, request, Grace, by));
    }
}
