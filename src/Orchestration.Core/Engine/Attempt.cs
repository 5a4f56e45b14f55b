using System.Diagnostics.CodeAnalysis;
using Orchestration.Decisions;
using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>
/// One invocation of an action: its context, its two signals, and the command that brings its result. One object for all of these,
/// because an attempt is what the engine makes most often.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Sources without a timer hold nothing to dispose of, and user code may keep their tokens.")]
internal sealed class Attempt(LiveExecution live, ActionStarted started, ActionBinding binding)
    : ActionContext, IAttemptFrame, IMailItem, IThreadPoolWorkItem
{
    private readonly CancellationTokenSource _cancellation = new();
    private AttemptScope? _scope;
    private CancellationTokenSource? _stopRequested;
    private StopReason? _stopReason;
    private Task? _running;
    private Payload? _output;
    private AttemptResult _result;

    public int Number => started.Attempt;

    public IMailItem? Next { get; set; }

    public bool MustNotBeLost => true;

    public ActionContext Context => this;

    public override ExecutionId ExecutionId => live.Id;

    public override string Pipeline => live.State!.Structure.Name;

    public override string Stage => started.Stage;

    public override string Action => started.Action;

    public override int AttemptNumber => started.Attempt;

    public override IReadOnlyDictionary<string, string> Labels => Values.LabelsOf(Structure.Stage);

    public override IServiceProvider Services => Scope.Services;

    public override CancellationToken StopRequested
    {
        get
        {
            lock (_cancellation)
            {
                if (_stopRequested is null)
                {
                    _stopRequested = new CancellationTokenSource();
                    if (_stopReason is not null)
                    {
                        _stopRequested.Cancel();
                    }
                }

                return _stopRequested.Token;
            }
        }
    }

    public override StopReason? StopReason => Volatile.Read(ref _stopReason);

    internal override object Agent => live.Engine.AgentOf(live.State!, Structure.Path);

    private ActionStructure Structure => live.State!.Structure.Actions[started.ActionIndex];

    private ValueReader Values => new(live, Structure.FirstOfGroup);

    private AttemptScope Scope
    {
        get
        {
            lock (_cancellation)
            {
                return _scope ??= new AttemptScope(live.Engine.CreateScope());
            }
        }
    }

    public override T Input<T>() => Values.Input<T>();

    public override T Output<T>(ActionRef<T> action) => Values.Output(action);

    public override Task RegisterResourceAsync(string kind, string key, string? data = null, CancellationToken cancellationToken = default) =>
        ResourceLedger.RegisterAsync(live, started, kind, key, data, cancellationToken);

    public override Task<IReadOnlyList<Resource>> ListLeftBehindAsync(CancellationToken cancellationToken = default) =>
        ResourceLedger.ListLeftBehindAsync(live, cancellationToken);

    T IAttemptFrame.Read<T>(ValueRef<T> reference) => reference is ActionRef<T> action ? Output(action) : Input<T>();

    void IAttemptFrame.Return<T>(T output) => _output = live.Engine.Payloads.Write(output);

    T IAttemptFrame.Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => Scope.Create<T>();

    /// <summary>Says that the scope wants to end; the first reason stays until a signal brings another.</summary>
    public void Notify(StopReason reason)
    {
        CancellationTokenSource? source;
        lock (_cancellation)
        {
            Volatile.Write(ref _stopReason, reason);
            source = _stopRequested;
        }

        if (source is not null)
        {
            Cancel(source);
        }
    }

    /// <summary>Signals the token, outside the mailbox: callbacks of user code run on the pool.</summary>
    public void Signal(StopReason reason)
    {
        Volatile.Write(ref _stopReason, reason);
        Cancel(_cancellation);
    }

    public void Queue() => live.Engine.Scheduler.Queue(this);

    void IThreadPoolWorkItem.Execute() => AttemptLoop.Run(this);

    /// <summary>Runs the code on this thread; returns the attempt to run next, if this one's result started one.</summary>
    public Attempt? RunHere()
    {
        try
        {
            _running = binding.InvokeAsync(this, _cancellation.Token);
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

    void IMailItem.Committed(Turn turn) => live.Effects.CodeReturned();

    void IMailItem.Failed(OrchestrationException error) => live.Effects.CodeReturned();

    private void ReturnedLater() => Returned(onPool: false);

    private Attempt? Returned(bool onPool)
    {
        _result = ResultOf(_running!);
        if (_scope is not null)
        {
            _ = DisposeScopeAsync(_scope);
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

    /// <summary>Read off the task: awaiting it would throw once more.</summary>
    private AttemptResult ResultOf(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return new AttemptResult(Failure: null, Output: _output);
        }

        bool isCancellation = task.IsCanceled || task.Exception?.InnerException is OperationCanceledException;
        return isCancellation && _cancellation.IsCancellationRequested
            ? new AttemptResult(Failure.ByOwnToken, IsCancellation: true)
            : new AttemptResult(Failure.Of(task.Exception?.InnerException ?? CancellationOf(task)));
    }

    /// <summary>A cancelled task gives what was thrown only to those who await it.</summary>
    private static OperationCanceledException CancellationOf(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            return new TaskCanceledException(task);
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }
    }

    /// <summary>Callbacks of user code run on the pool; what they throw is reported.</summary>
    private void Cancel(CancellationTokenSource source)
    {
        Task cancelling = source.CancelAsync();
        if (!cancelling.IsCompletedSuccessfully)
        {
            _ = cancelling.ContinueWith(
                static (task, attempt) => ((Attempt)attempt!).Report(task.Exception!),
                this,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private void Report(Exception exception) => live.Engine.ReportUserCode(live.Id, Structure.Path, exception);
}
