using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

internal sealed record AbortMove(StopMode Mode) : StoppingMove(Mode)
{
    public override Verb Verb => Verb.Abort;

    public override string Kind => Stage is null ? "Abort" : "AbortStage";

    public override IntentOutcome Outcome => IntentOutcome.Aborted;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        AbortRequest request = new()
        {
            Mode = Mode,
            Stage = Stage,
            Deadline = Deadline,
            Reason = Reason,
            OnDuplicate = OnDuplicate,
            RunFinalizers = RunFinalizers,
            ExpectedVersion = ExpectedVersion,
        };
        return new Decided(Abort.Decide(draft, request, Grace, by));
    }
}
