using Microsoft.Extensions.DependencyInjection;
using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Resources;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>The running rollback, finalizer or cleaner of an execution; it is also the command that brings its result.</summary>
internal sealed class CleanupRun : IMailItem, IThreadPoolWorkItem
{
    private readonly CleanupStep _step;
    private LiveExecution _live;
    private AttemptScope? _scope;
    private Failure? _failure;
    private bool _isCancellation;
    private volatile bool _hasReturned;
    private bool _isOrphan;

    public CleanupRun(LiveExecution live, CleanupStep step)
    {
        _live = live;
        _step = step;
        LeftBehind = [.. live.State!.LeftBehind.Where(IsWanted).Select(resource => Snapshot.OfResource(live.Id, resource))];
        Signals = new StopSignals(exception => _live.Engine.ReportUserCode(_live.Id, Name, exception));
    }

    public StopSignals Signals { get; }

    /// <summary>What of its action, of the execution, or of itself was registered and not released when it began: a copy, as the ledger goes on.</summary>
    public IReadOnlyList<Resource> LeftBehind { get; }

    public int Number => (int)_step.Number;

    public IMailItem? Next { get; set; }

    LiveExecution? IMailItem.Live
    {
        get => _live;
        set => _live = value!;
    }

    public bool MustNotBeLost => true;

    public LiveExecution Live => _live;

    /// <summary>The services of this run, opened when they are first asked for.</summary>
    public AttemptScope Scope => _scope ??= new AttemptScope(_live.Engine.CreateScope());

    private string Name => _step.Started switch
    {
        RollbackStarted e => $"the rollback of {e.Stage}/{e.Action}",
        FinalizerStarted e => $"the finalizer {e.Finalizer}",
        ReleaseStarted e => $"the cleaner of {e.Kind}",
        _ => string.Empty,
    };

    /// <summary>Nobody waits for it any more, or it is over.</summary>
    /// <returns>Whether its code still runs, as an orphan.</returns>
    public bool Fence()
    {
        _isOrphan = !_hasReturned;
        return _isOrphan;
    }

    public void Execute() => _ = RunAsync();

    void IMailItem.Decide(Turn turn)
    {
        Draft draft = turn.Draft!;
        if (draft.State.Step?.Number == _step.Number)
        {
            CleanupSteps.Returned(draft, _step.Number, _failure, _isCancellation);
        }
        else
        {
            CleanupSteps.ReturnedLate(draft, _step, _failure);
        }
    }

    void IMailItem.Committed(Turn turn) => _live.Effects.CodeReturned(_isOrphan);

    void IMailItem.Failed(OrchestrationException error) => _live.Effects.CodeReturned(_isOrphan);

    private bool IsWanted(ResourceState resource) => _step.Started switch
    {
        RollbackStarted e => resource.Registered.ActionIndex == e.ActionIndex,
        ReleaseStarted e => resource.Registered.Kind == e.Kind && resource.Registered.Key == e.Key,
        _ => true,
    };

    private async Task RunAsync()
    {
        try
        {
            await InvokeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _isCancellation = exception is OperationCanceledException && Signals.Token.IsCancellationRequested;
            _failure = _isCancellation ? Failure.ByOwnToken : Failure.Of(exception);
            _live.Engine.ReportUserCode(_live.Id, Name, exception);
        }

        try
        {
            if (_scope is not null)
            {
                await _scope.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _live.Engine.ReportUserCode(_live.Id, Name, exception);
        }

        _hasReturned = true;
        _live.Engine.Executions.Post(_live.Id, this);
    }

    private Task InvokeAsync() => _step.Started switch
    {
        RollbackStarted e => new RollbackFrame(this, e).RunAsync(),
        FinalizerStarted e => new FinalizerFrame(this, e).RunAsync(),
        ReleaseStarted e => ReleaseAsync(e),
        _ => Task.CompletedTask,
    };

    private async Task ReleaseAsync(ReleaseStarted e)
    {
        if (Scope.Services.GetKeyedService<IResourceCleaner>(e.Kind) is not { } cleaner)
        {
            _failure = Failure.OfMissingCleaner(e.Kind);
            return;
        }

        await cleaner.ReleaseAsync(LeftBehind[0], Signals.Token).ConfigureAwait(false);
    }
}
