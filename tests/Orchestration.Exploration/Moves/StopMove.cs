using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

internal sealed record StopMove(StopMode Mode) : StoppingMove(Mode)
{
    public override Verb Verb => Verb.Stop;

    public override IntentOutcome Outcome => IntentOutcome.Stopped;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        StopRequest request = new()
        {
            Mode = Mode,
            Deadline = Deadline,
            Reason = Reason,
            OnDuplicate = OnDuplicate,
            RunFinalizers = RunFinalizers,
            ExpectedVersion = ExpectedVersion,
        };
        return new Decided(Stop.Decide(draft, request, Grace, by));
    }
}
