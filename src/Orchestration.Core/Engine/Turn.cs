using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Pipelines;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>
/// What a mailbox decides at one go and stores in one commit: the drafts of the executions that it looks at, and the pipeline's locks.
/// The object, its drafts and its commit serve again in other turns.
/// </summary>
internal sealed class Turn : IScopeDrafts
{
    private const int KeptDrafts = 64;

    private readonly List<Draft> _drafts = [];
    private readonly List<LiveExecution> _entered = [];
    private readonly List<StreamAppend> _streams = [];
    private readonly List<StreamAppend> _spareStreams = [];
    private readonly List<CommandEntry> _commands = [];
    private readonly Commit _commit = new() { Id = Guid.Empty, Epoch = 0 };
    private Scope _scope = null!;
    private int _draftsUsed;

    public DateTimeOffset Now { get; private set; }

    /// <summary>The execution that the present item is for; null where it is for the pipeline.</summary>
    public LiveExecution? Live { get; private set; }

    /// <summary>Its draft; null where no execution of this id exists.</summary>
    public Draft? Draft => Live?.Draft;

    /// <summary>Its state as drafted so far.</summary>
    public ExecutionState? State => Draft?.State;

    /// <summary>The pipeline's locks and gates as drafted so far; null where the scope is one execution.</summary>
    public PipelineState? Pipeline { get; set; }

    public int EnteredCount => _entered.Count;

    public bool HasEntered => _entered.Count > 0;

    public bool HasEvents => Pipeline is { IsTouched: true } || _entered.Exists(static live => live.Draft is { Events.Count: > 0 });

    /// <summary>An execution was closed in this turn, and is.</summary>
    public bool HasClosed => _entered.Exists(static live => live.Draft is { HasClosed: true });

    public LiveExecution EnteredAt(int index) => _entered[index];

    public void Begin(Scope scope)
    {
        _scope = scope;
        Now = scope.Engine.Time.GetUtcNow();
    }

    /// <summary>Lets go of everything: the turn is over.</summary>
    public void End()
    {
        foreach (LiveExecution live in _entered)
        {
            live.EndDraft();
        }

        for (int index = 0; index < _draftsUsed; index++)
        {
            _drafts[index].Release();
        }

        if (_drafts.Count > KeptDrafts)
        {
            _drafts.RemoveRange(KeptDrafts, _drafts.Count - KeptDrafts);
        }

        _scope = null!;
        _draftsUsed = 0;
        _entered.Clear();
        _streams.Clear();
        _commands.Clear();
        _commit.Pipeline = null;
        Live = null;
        Pipeline = null;
    }

    /// <summary>Turns to an execution; the first time it begins its draft.</summary>
    public void Enter(LiveExecution? live)
    {
        Live = live;
        if (live is { IsEntered: false })
        {
            live.BeginDraft(live.State is { } state ? NewDraft(state, live.Held.Home?.Gates) : null);
            _entered.Add(live);
        }
    }

    /// <summary>The execution begins with its first event.</summary>
    public void Begin(ExecutionStarted start, IReadOnlyList<CarriedResult>? carried = null)
    {
        Live!.Held.Settle(start);
        Draft draft = NewDraft(new ExecutionState(Live.Id, start), Live.Held.Home!.Gates);
        Live.BeginDraft(draft);
        Start.Decide(draft, carried);
    }

    /// <summary>An execution is created beside the one that is looked at, in the same commit.</summary>
    public void Create(Draft draft, LiveExecution created)
    {
        created.IsReserved = true;
        created.BeginDraft(draft);
        (_scope as PipelineScope)?.Add(created);
        _entered.Add(created);
    }

    /// <summary>What an execution was started with that this turn has looked at or created.</summary>
    public ExecutionStarted? FindStart(ExecutionId execution) => _entered.Find(live => live.Id == execution)?.Draft?.State.Start;

    /// <summary>Lets go of the executions that it has created, which live for themselves from now on.</summary>
    public IReadOnlyList<LiveExecution> TakeReserved()
    {
        if (!_entered.Exists(static live => live.IsReserved))
        {
            return [];
        }

        List<LiveExecution> reserved = _entered.FindAll(static live => live.IsReserved);
        foreach (LiveExecution created in reserved)
        {
            created.IsReserved = false;
            created.EndDraft();
            _entered.Remove(created);
        }

        return reserved;
    }

    public Draft? Of(ExecutionId execution)
    {
        LiveExecution? member = ((PipelineScope)_scope).Find(execution);
        if (member is null or { Defect: not null })
        {
            return null;
        }

        LiveExecution? present = Live;
        Enter(member);
        Live = present;
        return member.Draft;
    }

    /// <summary>Remembers a command that was accepted just now, so that its receipt can be found by its id.</summary>
    public Verdict Accepting(Guid command, Verdict verdict)
    {
        bool isKnown = _commands.Exists(entry => entry.CommandId == command);
        if (!isKnown && verdict.Refusal is null && verdict.Receipt == command && State!.Commands.Exists(one => one.Id == command && one.Sequence > Draft!.BaseVersion))
        {
            _commands.Add(new CommandEntry(command, Live!.Id));
        }

        return verdict;
    }

    /// <summary>The turn as one atomic write. The objects serve again in another turn, when the store is done with them.</summary>
    public Commit ToCommit(Guid id)
    {
        foreach (LiveExecution live in _entered)
        {
            if (live.Draft is { Events.Count: > 0 } changed)
            {
                AddStream(changed);
            }
        }

        _commit.Id = id;
        _commit.Epoch = _scope.Engine.Epoch;
        _commit.Streams = _streams;
        _commit.Pipeline = Pipeline is { IsTouched: true } touched ? touched.ToRecord() : null;
        _commit.Guard = Guard();
        _commit.Commands = _commands;
        return _commit;
    }

    /// <summary>In the modes with locks the gates are a part of the pipeline's own record, and need none.</summary>
    private GateGuard? Guard()
    {
        for (int index = 0; Pipeline is null && index < _entered.Count; index++)
        {
            if (_entered[index].Draft is { GateVersion: { } version, Events.Count: > 0 } draft)
            {
                return new GateGuard(draft.State.Structure.Name, version);
            }
        }

        return null;
    }

    private Draft NewDraft(ExecutionState state, Gates? gates)
    {
        EngineCore engine = _scope.Engine;
        if (_draftsUsed == _drafts.Count)
        {
            _drafts.Add(new Draft(state, Now, engine.Epoch, engine.IsAdmitting, gates, engine.Limits, Pipeline));
        }
        else
        {
            _drafts[_draftsUsed].Renew(state, Now, engine.Epoch, engine.IsAdmitting, gates, engine.Limits, Pipeline);
        }

        return _drafts[_draftsUsed++];
    }

    private void AddStream(Draft draft)
    {
        if (_streams.Count == _spareStreams.Count)
        {
            _spareStreams.Add(new StreamAppend { Execution = draft.State.Id, ExpectedVersion = 0, Events = [] });
        }

        StreamAppend append = _spareStreams[_streams.Count];
        append.Execution = draft.State.Id;
        append.ExpectedVersion = draft.BaseVersion;
        append.Events = draft.Events;
        append.Summary = draft.IsSummaryTouched ? Snapshots.Summarize.Of(draft.State) : null;
        _streams.Add(append);
    }
}
