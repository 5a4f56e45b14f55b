using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>The condition of a stage is answered.</summary>
internal sealed record AnswerStageMove(int Index, Reply Reply) : Move
{
    public override string Kind => "Answer";

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        AnswerCondition.OfStage(draft, Index, Reply.ToAnswer());
        return new Decided(Verdict.NoEffect);
    }

    public override bool Excludes(Move later) => later is AnswerStageMove other && other.Index == Index;
}
