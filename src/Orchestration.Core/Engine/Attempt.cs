using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Orchestration.Decisions;
using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>
/// One invocation of an action: its context, its two signals, and the command that brings its result. One object for all of these,
/// because an attempt is what the engine makes most often.
/// </summary>
internal sealed class Attempt(LiveExecution live, ActionStarted started, ActionBinding binding)
    : SignalledContext, IAttemptFrame, IMailItem, IThreadPoolWorkItem
{
    private AttemptExtras? _extras;
    private Task? _running;
    private Payload? _output;
    private volatile bool _isFenced;
    private volatile bool _hasReturned;
    private bool _isOrphan;
    private AttemptResult _result;

    public int Number => started.Attempt;

    public Effect Effect => new(EffectKind.Run, started.ActionIndex, started.Attempt);

    /// <summary>It never goes to another one: an execution stays in memory while its code runs.</summary>
    LiveExecution? IMailItem.Live
    {
        get => live;
        set => Debug.Assert(ReferenceEquals(value, live), "An attempt's result belongs to its own execution.");
    }

    public IMailItem? Next { get; set; }

    public bool MustNotBeLost => true;

    public ActionContext Context => this;

    public override ExecutionId ExecutionId => live.Id;

    public override string Pipeline => live.State!.Structure.Name;

    public override string Stage => started.Stage;

    public override string Action => started.Action;

    public override int ActionId => started.ActionIndex;

    public override int AttemptNumber => started.Attempt;

    public override IReadOnlyDictionary<string, string> Labels => Values.LabelsOf(Structure.Stage);

    public override IServiceProvider Services => Scope.Services;

    internal override object Agent => live.Engine.AgentOf(live.State!, Structure.Path, EnsureNotFenced);

    internal override object Children
    {
        get
        {
            lock (Gate)
            {
                return Extras.Children ??= new AttemptChildren(this, live, Structure);
            }
        }
    }

    private ActionStructure Structure => live.State!.ActionAt(started.ActionIndex);

    private AttemptExtras Extras => _extras ??= new AttemptExtras();

    private ValueReader Values => new(live, Structure.FirstOfGroup);

    private AttemptScope Scope
    {
        get
        {
            lock (Gate)
            {
                return Extras.Scope ??= new AttemptScope(live.Engine.CreateScope());
            }
        }
    }

    public override T Input<T>()
    {
        EnsureNotFenced();
        return Values.Input<T>();
    }

    public override T Output<T>(ActionRef<T> action)
    {
        EnsureNotFenced();
        return Values.Output(action);
    }

    public override Task RegisterResourceAsync(string kind, string key, string? data = null, CancellationToken cancellationToken = default) =>
        ResourceLedger.RegisterAsync(live, started, kind, key, data, cancellationToken);

    public override Task ReportProgressAsync(long done, long? total = null, string? message = null, CancellationToken cancellationToken = default)
    {
        EnsureMayAct();
        return ProgressNote.ReportAsync(live, started, done, total, message, cancellationToken);
    }

    public override async Task<IReadOnlyList<Resource>> ListLeftBehindAsync(CancellationToken cancellationToken = default)
    {
        EnsureMayAct();
        return await ResourceLedger.ListLeftBehindAsync(live, cancellationToken).ConfigureAwait(false);
    }

    T IAttemptFrame.Parse<T>(Payload input) => live.Engine.Payloads.Read<T>(input);

    T IAttemptFrame.Read<T>(ValueRef<T> reference) => reference is ActionRef<T> action ? Output(action) : Input<T>();

    void IAttemptFrame.Return<T>(T output) => _output = live.Engine.Payloads.Write(output);

    T IAttemptFrame.Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => Scope.Create<T>();

    /// <summary>Its action has closed; where that was without it, registering a resource is all that its code may still do.</summary>
    /// <returns>Whether its code still runs, as an orphan.</returns>
    public bool Fence()
    {
        _isFenced = true;
        _isOrphan = !_hasReturned;
        return _isOrphan;
    }

    public void Queue() => live.Engine.Scheduler.Queue(this);

    void IThreadPoolWorkItem.Execute() => AttemptLoop.Run(this);

    /// <summary>Runs the code on this thread; returns the attempt to run next, if this one's result started one.</summary>
    public Attempt? RunHere()
    {
        try
        {
            _running = binding.InvokeAsync(this, Token) ?? throw new InvalidOperationException("The action returned no task.");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _running = Task.FromException(exception);
        }

        if (_running.IsCompleted)
        {
            return Returned(onPool: true);
        }

        _running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(ReturnedLater);
        return null;
    }

    void IMailItem.Decide(Turn turn) => CompleteAttempt.Decide(turn.Draft!, started.ActionIndex, started.Attempt, _result);

    void IMailItem.Committed(Turn turn) => live.Effects.CodeReturned(_isOrphan);

    void IMailItem.Failed(OrchestrationException error) => live.Effects.CodeReturned(_isOrphan);

    private void ReturnedLater() => Returned(onPool: false);

    /// <summary>The token, to those who wait for children.</summary>
    public CancellationToken Signalled => Token;

    /// <summary>A signalled attempt starts and awaits nothing any more, and an orphan has nothing to say.</summary>
    public void EnsureMayAct()
    {
        EnsureNotFenced();
        Token.ThrowIfCancellationRequested();
    }

    /// <summary>As <see cref="EnsureMayAct"/>; code that has outlived the return of the attempt is told that its scope is closed.</summary>
    public void EnsureMayStart()
    {
        if (_isOrphan)
        {
            EnsureNotFenced();
        }

        Token.ThrowIfCancellationRequested();
    }

    /// <summary>Its code has returned; what it has left running may act no more.</summary>
    public bool HasEnded => _isFenced;

    private void EnsureNotFenced()
    {
        if (_isFenced)
        {
            throw new OrchestrationException(
                ErrorCode.AttemptFenced,
                $"Attempt {Number} of action '{Structure.Path}' of execution {live.Id} was closed without this code; only registering a resource still works.");
        }
    }

    private Attempt? Returned(bool onPool)
    {
        _hasReturned = true;
        _result = CodeResult.Of(_running!, _output, Token.IsCancellationRequested);
        if (_extras?.Scope is { } scope)
        {
            _ = DisposeScopeAsync(scope);
            return null;
        }

        return Post(onPool);
    }

    private Attempt? Post(bool onPool)
    {
        if (onPool)
        {
            return live.PostInline(this);
        }

        live.Post(this);
        return null;
    }

    private async Task DisposeScopeAsync(AttemptScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Report(exception);
        }

        live.Post(this);
    }

    protected override void Report(Exception exception) => live.Engine.ReportUserCode(live.Id, Structure.Path, exception);
}
