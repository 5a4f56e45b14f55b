using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Pipelines;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>
/// A pipeline: its gates and, in the modes with locks, its locks, its lines and every execution in them. What one execution's step
/// means for the others is a part of that step.
/// </summary>
internal sealed class PipelineScope : Scope
{
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    private readonly PipelineMembers _members;
    private PipelineState _pipeline;
    private Gates _gates;
    private bool _isRecordLoaded;
    private bool _isHandOverDue = true;
    private int _retries;

    /// <param name="engine">The engine.</param>
    /// <param name="name">The pipeline's name.</param>
    /// <param name="record">What was stored of it at the engine's start; null where nothing was.</param>
    public PipelineScope(EngineCore engine, string name, PipelineRecord? record)
        : base(engine)
    {
        Name = name;
        _members = new PipelineMembers(this);
        _pipeline = record is null ? new PipelineState(name) : new PipelineState(record);
        _gates = _pipeline.ToGates();
        _isRecordLoaded = record is null;
    }

    public string Name { get; }

    /// <summary>The gates behind the last commit. Safe to read from any thread.</summary>
    public Gates Gates => Volatile.Read(ref _gates);

    protected override bool IsLoaded => _isRecordLoaded && _members.AreLoaded;

    /// <summary>Takes over gates that are stored, unless newer ones are known, and wakes who may wait for them. From any thread.</summary>
    public void Publish(Gates gates)
    {
        Gates known = Gates;
        while (gates.Version > known.Version)
        {
            Gates seen = Interlocked.CompareExchange(ref _gates, gates, known);
            if (ReferenceEquals(seen, known))
            {
                Engine.Scheduler.Queue(new GateWake(Engine, Name));
                return;
            }

            known = seen;
        }
    }

    /// <summary>Somebody has met other gates in the store than those that are known here. From any thread.</summary>
    public async Task RefreshGatesAsync()
    {
        if (await Engine.Store.FindPipelineAsync(Name, CancellationToken.None).ConfigureAwait(false) is { } record)
        {
            Publish(new PipelineState(record).ToGates());
        }
    }

    /// <summary>The executions in memory that share its locks. Only within a turn.</summary>
    public IReadOnlyList<ExecutionState> States() => [.. _members.States];

    public LiveExecution? Find(ExecutionId id) => _members.Find(id);

    /// <summary>An execution that the present turn creates.</summary>
    public void Add(LiveExecution created) => _members.Add(created);

    /// <summary>An execution that was not created after all.</summary>
    public void Drop(LiveExecution member) => _members.Drop(member);

    public override void BeginTurn(Turn turn)
    {
        turn.Pipeline = _pipeline;
        foreach (LiveExecution member in _members.All)
        {
            if (member.Defect is null && (!member.Held.IsCarriedOut || member.IsDriveDue || _isHandOverDue))
            {
                turn.Enter(member);
                member.Prepare();
            }
        }

        if (turn.HasEntered || _isHandOverDue)
        {
            AfterDecision(turn);
        }
    }

    public override void AfterDecision(Turn turn)
    {
        // Following one execution may bring in others, such as the one that it supersedes.
        for (int index = 0; index < turn.EnteredCount; index++)
        {
            LiveExecution live = turn.EnteredAt(index);
            if (live.Draft is { } draft && draft.Events.Count != live.FollowedEvents)
            {
                StageLock.Follow(_pipeline, draft, turn);
                live.FollowedEvents = draft.Events.Count;
            }
        }

        HandOver.Decide(_pipeline, turn);
    }

    public override void Stored(Turn turn)
    {
        _isHandOverDue = false;
        OrphanWarning.Give(Engine, turn, States());
        if (Gates.Version < _pipeline.GateVersion)
        {
            Publish(_pipeline.ToGates());
        }
    }

    public override void Forget()
    {
        _isRecordLoaded = false;
        _isHandOverDue = true;
    }

    public override OrchestrationException StoreError() => Engine.StoreError($"pipeline '{Name}'");

    public override OrchestrationException LostRace() =>
        new(ErrorCode.Conflict, $"A command of pipeline '{Name}' uses the id of another command, or lost a race.");

    public override void ReportDefect(Exception exception) => Engine.ReportDefect($"pipeline '{Name}'", exception);

    public override void RetryLater(IMailItem? items)
    {
        // One reading is enough for however many commands have failed meanwhile.
        if (items is null && _retries > 0)
        {
            return;
        }

        _retries++;
        Engine.Timers.Arm(Engine.Time.GetUtcNow() + StoreRetryDelay, () =>
        {
            MailChain.ForEach(items, item => Post(item));
            Post(new NoteItem(() => _retries--));
        });
    }

    public override void FailWaiters(OrchestrationException error)
    {
        foreach (LiveExecution member in _members.All)
        {
            member.Waiters.Fail(error);
        }
    }

    protected override IMailItem? Receive(IMailItem? batch) => _members.Receive(batch);

    protected override IMailItem? Answerable(IMailItem? batch) => PipelineMembers.Answerable(batch);

    protected override async Task LoadAsync()
    {
        try
        {
            if (!_isRecordLoaded)
            {
                await LoadRecordAsync().ConfigureAwait(false);
            }

            await _members.LoadAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            FailAll(Backlog.TakeBatch(), Engine.LoadError($"pipeline '{Name}'", exception), keep: !Engine.IsParked);
            if (Backlog.IsEmpty && Backlog.TryRelease())
            {
                return;
            }
        }

        GoOnLater();
    }

    /// <summary>Lets go of the executions that are done, and leaves the mailbox to whoever posts next.</summary>
    protected override bool TryLeave()
    {
        if (!Backlog.IsEmpty)
        {
            // Whoever looks done may be about to be started.
            return false;
        }

        foreach (LiveExecution member in _members.All)
        {
            if (member.IsDriveDue && !Engine.IsParked)
            {
                return false;
            }

            if (member.MayLeave && member.Defect is null && !_pipeline.HasPlaceOf(member.Id))
            {
                _members.Drop(member);
            }
        }

        return Backlog.TryRelease();
    }

    /// <summary>Whoever holds a lock or waits for one has to be here before anything is decided.</summary>
    private async Task LoadRecordAsync()
    {
        PipelineRecord? record = await Engine.Store.FindPipelineAsync(Name, CancellationToken.None).ConfigureAwait(false);
        _pipeline = record is null ? new PipelineState(Name) : new PipelineState(record);
        Publish(_pipeline.ToGates());
        foreach (StageLine line in _pipeline.Lines)
        {
            foreach (StageOccupant occupant in line.Holder is { } holder ? line.Waiting.Prepend(holder) : line.Waiting)
            {
                _members.Add(occupant.Execution);
            }
        }

        _isRecordLoaded = true;
    }
}
