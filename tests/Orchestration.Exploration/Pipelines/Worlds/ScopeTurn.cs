using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>What is decided at one go and stored in one commit, composed of the decisions as the engine composes them.</summary>
internal sealed class ScopeTurn(PipelineWorld world) : IScopeDrafts
{
    private readonly List<Participant> _participants = [];

    public PipelineWorld World { get; } = world;

    public PipelineState Locks { get; } = world.Locks.Clone();

    public IReadOnlyList<Participant> Participants => _participants;

    /// <summary>A close ends a turn.</summary>
    public bool HasClosed => _participants.Exists(one => one.Draft.HasClosed);

    public bool HasEvents => Locks.IsTouched || _participants.Exists(one => one.Draft.Events.Count > 0);

    public Rivals? Rivals => World.IsScoped ? new Rivals(Locks, [.. Enumerable.Range(0, World.Told.Length).Select(EnteredLast)]) : null;

    public Participant Enter(int member)
    {
        if (_participants.Find(one => one.Index == member) is { } known)
        {
            return known;
        }

        ExecutionState state = World.Members[member].State;
        Participant entered = new(member, new Draft(state.Clone(), World.Now, World.Epoch, !World.IsDraining, World.Locks.ToGates(), pipeline: World.IsScoped ? Locks : null), state);
        _participants.Add(entered);
        return entered;
    }

    public void Create(Draft draft, Participant? origin = null, bool isResume = false) =>
        _participants.Add(new Participant(World.Members.Length + _participants.Count(one => one.Before is null), draft, null) { Origin = origin, IsResume = isResume });

    public Draft? Of(ExecutionId execution) =>
        _participants.Find(one => one.Draft.State.Id == execution)?.Draft ?? (World.IndexOf(execution) is >= 0 and int member ? Enter(member).Draft : null);

    /// <summary>What follows for the others.</summary>
    public void Follow()
    {
        if (!World.IsScoped)
        {
            return;
        }

        for (int index = 0; index < _participants.Count; index++)
        {
            StageLock.Follow(Locks, _participants[index].Draft, this);
        }

        HandOver.Decide(Locks, this);
    }

    public World WorldOf(Participant one) => one.Before is null
        ? new World { State = one.Draft.State, Now = World.Now, Epoch = World.Epoch, IsDraining = World.IsDraining }
        : World.Of(one.Index, Rivals);

    /// <summary>What a new execution's events are compared with: where it comes from.</summary>
    public World OriginOf(Participant one) => one.Origin is null
        ? WorldOf(one)
        : WorldOf(one.Origin) with { State = one.Origin.Draft.State, Ancestors = World.Members[one.Origin.Index].Sources };

    /// <summary>Who has entered a stage last, with what this turn has decided.</summary>
    public ExecutionId? EnteredLast(int stage) =>
        _participants.FindLast(one => one.Draft.Events.Exists(happened => happened is StageEntered entered && entered.StageIndex == stage))?.Draft.State.Id
        ?? World.Told[stage].EnteredLast;
}
