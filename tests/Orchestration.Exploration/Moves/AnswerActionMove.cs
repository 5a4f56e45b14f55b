using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>The condition of an action is answered.</summary>
internal sealed record AnswerActionMove(int Action, Reply Reply) : Move
{
    public override string Kind => "Answer";

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        AnswerCondition.OfAction(draft, Action, Reply.ToAnswer());
        return new Decided(Verdict.NoEffect);
    }

    public override bool Excludes(Move later) => later is AnswerActionMove other && other.Action == Action;
}
