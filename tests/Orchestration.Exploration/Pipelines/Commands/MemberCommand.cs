using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>A move of one execution.</summary>
internal sealed record MemberCommand(int Member, Move Move) : Command
{
    public override string Kind => Move.Kind;

    public override bool IsProgress => Move.IsProgress || Move is AnswerApprovalMove or CompleteMove;

    public override Trouble? Spends => Move switch
    {
        StoppingMove => Trouble.Stop,
        RetryStageMove => Trouble.Retry,
        ResumeMove => Trouble.Resume,
        PauseMove => Trouble.Pause,
        _ => null,
    };

    public override bool IsSameAs(Command first) => first is MemberCommand other && other.Member == Member && other.Move.Excludes(Move);

    public override int Addressee => Member;

    public override void Decide(ScopeTurn turn, CommandBy by, Inspector inspector)
    {
        Participant one = turn.Enter(Member);
        Draft draft = one.Draft;
        int before = draft.Events.Count;
        ExecutionState stateBefore = before == 0 ? one.Before! : draft.State.Clone();
        World world = turn.WorldOf(one);
        Decided decided = Move.Decide(draft, world, by);
        List<ExecutionEvent> events = draft.Events[before..];
        inspector.Decision(new DecisionStep(new Turn(world, stateBefore, []), Move, by, decided.Verdict, events, draft.State, decided.Next));
        if (Move is VerbMove verb and not ResumeMove && events.Count > 0)
        {
            one.Accepted.Add(new Sent(verb.SentTo(stateBefore), by));
        }

        if (decided.Next is { } next)
        {
            turn.Create(next, one, isResume: true);
        }
    }
}
