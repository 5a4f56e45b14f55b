namespace Orchestration.Engine;

/// <summary>The scope of an execution that shares nothing: of the mode <see cref="ExecutionMode.Parallel"/>, or not read yet.</summary>
internal sealed class ExecutionScope : Scope
{
    private bool _isForwarding;

    private ExecutionScope(EngineCore engine, ExecutionId id)
        : base(engine) => Live = new LiveExecution(this, id);

    public LiveExecution Live { get; }

    protected override bool IsForwarding => _isForwarding;

    protected override bool IsLoaded => Live.Held.IsLoaded;

    /// <summary>An execution that has to be read, if there is one of this id.</summary>
    public static LiveExecution ToLoad(EngineCore engine, ExecutionId id) => new ExecutionScope(engine, id).Live;

    /// <summary>An execution that is about to be created. What is posted is held back until <see cref="Begin"/>, <see cref="Activate"/> or <see cref="Discard"/>.</summary>
    public static LiveExecution ToCreate(EngineCore engine, ExecutionId id)
    {
        ExecutionScope scope = new(engine, id);
        scope.Live.Held.BeginNew();
        scope.Backlog.Claim();
        return scope.Live;
    }

    /// <summary>Decides the start of an execution before anything that was posted meanwhile.</summary>
    public void Begin(IMailItem start)
    {
        start.Live = Live;
        Backlog.PutBack(start);
        Consume(mayRunCode: false);
    }

    /// <summary>Begins to live with the state that another execution's turn has created and stored.</summary>
    public void Activate() => GoOnLater();

    /// <summary>The turn that would have created it was refused or failed: its place is free at once, so that the same command may be sent again.</summary>
    public void Discard()
    {
        _isForwarding = true;
        Engine.Executions.Remove(Live);
        GoOnLater();
    }

    /// <summary>Whether the turn that would have created it was stored is not known: it is read, and goes on if it is there.</summary>
    public void Doubt()
    {
        Live.Held.Forget();
        GoOnLater();
    }

    /// <summary>It shares the locks of a pipeline: from now on the pipeline's mailbox decides for it.</summary>
    public void MoveTo(PipelineScope pipeline, Executions.ExecutionState? state)
    {
        LiveExecution moved = new(pipeline, Live.Id);
        if (state is null)
        {
            moved.Held.BeginNew();
        }
        else
        {
            moved.Load(state);
        }

        Engine.Executions.Replace(Live, moved);
        _isForwarding = true;
    }

    public override void BeginTurn(Turn turn)
    {
        turn.Enter(Live);
        Live.Prepare();
    }

    public override OrchestrationException StoreError() => Engine.StoreError($"execution {Live.Id}");

    public override OrchestrationException LostRace() =>
        new(ErrorCode.Conflict, $"A command of execution {Live.Id} uses the id of another command, or lost a race.");

    public override void ReportDefect(Exception exception) => Engine.ReportDefect($"execution {Live.Id}", exception);

    public override void RetryLater(IMailItem? items) => Live.Effects.RetryLater(items);

    public override void FailWaiters(OrchestrationException error) => Live.Waiters.Fail(error);

    protected override async Task LoadAsync()
    {
        try
        {
            Executions.ExecutionState? state = await Engine.LoadAsync(Live.Id).ConfigureAwait(false);
            if (state is { IsScoped: true })
            {
                MoveTo(Engine.Scopes.Of(state.Structure.Name), state);
            }
            else
            {
                if (Backlog.IsOneByOne && Live.Held.Home is { } home)
                {
                    // The commit before has conflicted, perhaps with a change of the gates.
                    await home.RefreshGatesAsync().ConfigureAwait(false);
                }

                Live.Load(state);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            FailAll(Backlog.TakeBatch(), Engine.LoadError($"execution {Live.Id}", exception), keep: !Engine.IsParked);
            if (TryLeave())
            {
                return;
            }
        }

        GoOnLater();
    }

    /// <summary>Leaves the mailbox to whoever posts next, or memory for good.</summary>
    protected override bool TryLeave()
    {
        if (!Backlog.IsEmpty || (Live.IsDriveDue && !Engine.IsParked))
        {
            return false;
        }

        if (!Live.MayLeave)
        {
            return Backlog.TryRelease();
        }

        if (!Backlog.TryClose())
        {
            return false;
        }

        Engine.Executions.Remove(Live);
        return true;
    }
}
