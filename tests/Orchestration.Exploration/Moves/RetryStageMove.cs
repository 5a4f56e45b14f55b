using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

internal sealed record RetryStageMove(StageRetryMode Mode) : VerbMove
{
    public override Verb Verb => Verb.RetryStage;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        RetryStageRequest request = new(Stage!, Mode) { Reason = Reason, ExpectedVersion = ExpectedVersion };
        return new Decided(RetryStage.Decide(draft, request, Registered.For(draft.State), world.Rivals?.Locks, by));
    }
}
