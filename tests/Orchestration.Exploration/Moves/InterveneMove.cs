using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>A person picks what follows a failure.</summary>
internal sealed record InterveneMove(Intervention Choice) : VerbMove
{
    public override Verb Verb => Verb.Intervene;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        InterveneRequest request = new(Stage!, Action!, Choice) { Reason = Reason, ExpectedVersion = ExpectedVersion };
        return new Decided(Intervene.Decide(draft, request, by));
    }
}
