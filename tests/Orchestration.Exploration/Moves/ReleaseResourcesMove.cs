using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>What a closed execution left behind is released.</summary>
internal sealed record ReleaseResourcesMove : VerbMove
{
    public override Verb Verb => Verb.ReleaseResources;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        ReleaseResourcesRequest request = new() { Reason = Reason, ExpectedVersion = ExpectedVersion };
        return new Decided(ReleaseResources.Decide(draft, request, by));
    }
}
