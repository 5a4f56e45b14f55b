using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>The running rollback, finalizer or cleaner returns, fails, or throws because its own token was signalled.</summary>
internal sealed record ReturnStepMove(long Number, Ending Ending) : Move
{
    private static readonly Failure Threw = new("Example.Exception", "It failed.");

    public override string Kind => "ReturnStep";

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        CleanupSteps.Returned(draft, Number, Ending == Ending.Success ? null : Threw, Ending == Ending.Cancellation);
        return new Decided(Verdict.NoEffect);
    }

    public override bool Excludes(Move later) => later is ReturnStepMove other && other.Number == Number;
}
