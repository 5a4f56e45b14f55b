using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

internal sealed record ResumeMove : VerbMove
{
    public override Verb Verb => Verb.Resume;

    /// <summary>The input that is sent again, if one is.</summary>
    public Payload? Input { get; init; }

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        ResumeRequest request = new(Stage!) { Reason = Reason, ExpectedVersion = ExpectedVersion };
        Verdict verdict = Resume.Decide(draft, request, Input, world.Ancestors, Registered.For(draft.State), by, [], out Draft? next);
        return new Decided(verdict, next);
    }
}
