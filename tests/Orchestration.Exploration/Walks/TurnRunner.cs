using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Walks;

/// <summary>Drives the engine's decisions as a host does, one step of a turn at a time, and has each step inspected.</summary>
internal sealed class TurnRunner(Inspector inspector)
{
    /// <summary>A turn begins with the drive of an intent that is due.</summary>
    public Turn Begin(World world) => Drive(Turn.Begin(world));

    /// <summary>The first turn of a host that takes the execution over: what the former one left in flight comes first.</summary>
    public Turn Recover(World world)
    {
        World recovered = world with
        {
            IsDraining = false,
            Epoch = world.Epoch + 1,
            Used = world.Used with { Crashes = world.Used.Crashes + (world.IsDraining ? 0 : 1) },
        };
        Turn turn = Turn.Begin(recovered) with { IsRecovery = true };
        Draft draft = DraftOf(turn);
        Turn recovery = Try(() =>
        {
            InterruptAttempt.DecideAll(draft);
            ElapseTime.Decide(draft);
        }) ? Extend(turn, draft) : turn;
        return DriveStop.IsDue(world.State) ? Drive(recovery) : recovery;
    }

    /// <summary>The turn behind one more command; null if that changes nothing.</summary>
    /// <param name="turn">The turn so far.</param>
    /// <param name="move">The command.</param>
    /// <param name="isKnown">The same was inspected before.</param>
    public Turn? Decide(Turn turn, Move move, bool isKnown = false)
    {
        CommandBy by = turn.World.By(turn.Commands);
        Draft draft = DraftOf(turn);
        Decided decided = default;
        if (!Try(() => decided = move.Decide(draft, turn.World, by)))
        {
            return null;
        }

        if (!isKnown)
        {
            inspector.Decision(new DecisionStep(turn, move, by, decided.Verdict, draft.Events, draft.State, decided.Next));
        }

        if (draft.Events.Count == 0)
        {
            return null;
        }

        if (decided.Next is { } next && !isKnown)
        {
            inspector.Events(turn.World with { State = draft.State }, new ExecutionState(next.State.Id, next.State.Start), next.Events, next.State);
        }

        return Count(Extend(turn, draft, isKnown), turn, move, by) with { Next = turn.Next ?? decided.Next, Commands = turn.Commands + 1 };
    }

    /// <summary>Stores a turn and gives the world behind it.</summary>
    public World? Store(Turn turn)
    {
        ExecutionState? state = null;
        ExecutionState? next = null;
        string? wrong = null;
        if (!Try(() => wrong = ReplayEqualsState.Check(turn, out state, out next)))
        {
            return null;
        }

        if (wrong is not null)
        {
            inspector.Report(ReplayEqualsState.Name, wrong);
        }

        return Commit.Of(turn, state!, next);
    }

    private Turn Drive(Turn turn)
    {
        if (!DriveStop.IsDue(turn.State))
        {
            return turn;
        }

        Draft draft = DraftOf(turn);
        return Try(() => DriveStop.Decide(draft)) ? Extend(turn, draft) : turn;
    }

    private static Draft DraftOf(Turn turn) => new(turn.State.Clone(), turn.World.Now, turn.World.Epoch, !turn.World.IsDraining);

    private static Turn Count(Turn turn, Turn before, Move move, CommandBy by) => move switch
    {
        RetryStageMove retry => turn with { Accepted = before.Accepted.Add(new Sent(retry, by)), Used = before.Used with { Retries = before.Used.Retries + 1 } },
        ResumeMove => turn with { Used = before.Used with { Resumes = before.Used.Resumes + 1 } },
        VerbMove verb => turn with { Accepted = before.Accepted.Add(new Sent(verb.SentTo(before.State), by)) },
        _ => turn,
    };

    private Turn Extend(Turn turn, Draft draft, bool isKnown = false)
    {
        if (!isKnown)
        {
            inspector.Events(turn.World, turn.State, draft.Events, draft.State);
        }

        return turn with { State = draft.State, Events = [.. turn.Events, .. draft.Events] };
    }

    private bool Try(System.Action decide)
    {
        try
        {
            decide();
            return true;
        }
        catch (Exception exception)
        {
            inspector.Report(Inspector.NeverThrows, $"{exception.GetType().Name}: {exception.Message}");
            return false;
        }
    }
}
