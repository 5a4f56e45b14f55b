using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>Running attempts finish and nothing new starts.</summary>
internal sealed record PauseMove : VerbMove
{
    public override Verb Verb => Verb.Pause;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        PauseRequest request = new() { Reason = Reason, ExpectedVersion = ExpectedVersion };
        return new Decided(Pause.Decide(draft, request, by));
    }
}
