using System.Buffers;
using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Commands;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Exploration.Worlds;
using Orchestration.Pipelines;
using Orchestration.Storage;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>Takes a pipeline's turns as a host does: what is due, then commands, after each what it means for the others.</summary>
internal sealed class ScopeRunner(Inspector inspector)
{
    private static readonly TimeSpan InvalidateAfter = TimeSpan.FromSeconds(100);

    /// <summary>The turn of a step, with all its commands; null where that throws, or where a close ends the turn before them.</summary>
    public ScopeTurn? Run(PipelineWorld world, PipelineStep step)
    {
        ScopeTurn turn = new(step.Kind == StepKind.Restart ? Restarted(world, step.Missing) : world);
        bool isDone = false;
        return Try(() =>
        {
            Begin(turn, step);
            isDone = TryDecide(turn, step.First, ahead: 0) && TryDecide(turn, step.Second, ahead: 1);
        }) && isDone ? turn : null;
    }

    /// <summary>Stores a turn and gives the world behind it, from what is read again.</summary>
    /// <param name="turn">What was decided.</param>
    /// <param name="drafted">The world as drafted.</param>
    public PipelineWorld? Store(ScopeTurn turn, PipelineWorld drafted)
    {
        PipelineWorld? world = null;
        return Try(() => world = ScopeCommit.Of(turn, WriteAndRead(drafted.Locks), Replay) with { Spent = drafted.Spent }) ? world : null;
    }

    /// <summary>The record behind a turn. It counts, so it is asked for once.</summary>
    public static PipelineState Commit(ScopeTurn turn) => turn.Locks.IsTouched ? new PipelineState(turn.Locks.ToRecord()) : turn.Locks;

    private static PipelineWorld Restarted(PipelineWorld world, int missing) => world with
    {
        Epoch = world.Epoch + 1,
        IsDraining = false,
        Missing = missing,
        Spent = missing >= 0 ? world.Spent.With(Trouble.Miss) : world.IsDraining ? world.Spent : world.Spent.With(Trouble.Crash),
    };

    private bool TryDecide(ScopeTurn turn, Command? command, int ahead)
    {
        if (command is null || turn.HasClosed)
        {
            return command is null;
        }

        if (!turn.World.IsScoped && command.Addressee >= 0)
        {
            Prepare(turn.Enter(command.Addressee), isDriveDue: true);
        }

        command.Decide(turn, turn.World.By(ahead), inspector);
        turn.Follow();
        return true;
    }

    /// <summary>What is due comes first. A host that takes over, or reads everything again, looks at all who are open or in a line.</summary>
    private static void Begin(ScopeTurn turn, PipelineStep step)
    {
        PipelineWorld world = turn.World;
        bool looksAtAll = step.Kind is StepKind.Restart or StepKind.Reload;
        for (int index = 0; index < world.Members.Length; index++)
        {
            Member member = world.Members[index];
            if (looksAtAll ? !member.IsClosed || IsInLine(world, member.State.Id) : world.IsScoped && DriveStop.IsDue(member.State))
            {
                Participant one = turn.Enter(index);
                one.IsRecovered = step.Kind == StepKind.Restart && !member.IsClosed;
                Recover(one, isMissing: world.Missing == index);
                Prepare(one, isDriveDue: DriveStop.IsDue(member.State));
            }
        }

        if (looksAtAll || turn.Participants.Count > 0)
        {
            turn.Follow();
        }
    }

    private static void Recover(Participant one, bool isMissing)
    {
        if (one.IsRecovered && isMissing)
        {
            MissDefinition.Decide(one.Draft, InvalidateAfter);
        }
        else if (one.IsRecovered)
        {
            MissDefinition.Found(one.Draft);
            InterruptAttempt.DecideAll(one.Draft);
        }

        if (one.IsRecovered)
        {
            ElapseTime.Decide(one.Draft);
        }
    }

    /// <summary>What a recovery itself makes due is driven in a turn of its own.</summary>
    private static void Prepare(Participant one, bool isDriveDue)
    {
        if (isDriveDue)
        {
            DriveStop.Decide(one.Draft);
        }

        EnterStage.TryPassGate(one.Draft);
    }

    private static bool IsInLine(PipelineWorld world, ExecutionId id)
    {
        foreach (StageLine line in world.Locks.Lines)
        {
            if (line.Holder?.Execution == id || line.IsWaiting(id))
            {
                return true;
            }
        }

        return false;
    }

    private ExecutionState Replay(Participant one)
    {
        ExecutionState? state = null;
        Turn turn = new(new World { State = one.Before ?? new ExecutionState(one.Draft.State.Id, one.Draft.State.Start), Now = default }, one.Draft.State, [.. one.Draft.Events]);
        if (ReplayEqualsState.Check(turn, out state, out _) is { } wrong)
        {
            inspector.Report(ReplayEqualsState.Name, wrong);
        }

        return state;
    }

    private static PipelineState WriteAndRead(PipelineState state)
    {
        ArrayBufferWriter<byte> buffer = new();
        StoredJson.Write(PipelineRecord.Of(state), buffer);
        return new PipelineState(StoredJson.ReadPipeline(state.Name, buffer.WrittenSpan));
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
