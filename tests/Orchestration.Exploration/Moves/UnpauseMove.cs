using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>A paused execution goes on. Nothing else ends a pause, so this counts as what happens by itself.</summary>
internal sealed record UnpauseMove : VerbMove
{
    public override Verb Verb => Verb.Unpause;

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        UnpauseRequest request = new() { Reason = Reason, ExpectedVersion = ExpectedVersion };
        return new Decided(Unpause.Decide(draft, request, by));
    }
}
