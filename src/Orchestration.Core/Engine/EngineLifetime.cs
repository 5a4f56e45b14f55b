using Microsoft.Extensions.Logging;
using Orchestration.Diagnostics;

namespace Orchestration.Engine;

/// <summary>Starts once, recovers, and stops once: take nothing new, wait a grace, signal, park.</summary>
internal sealed class EngineLifetime(EngineCore engine, ILogger logger)
{
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task? _started;
    private Task? _stopped;
    private volatile bool _isAdmitting;
    private volatile bool _isParked;
    private volatile bool _lostOwnership;

    public long Epoch { get; private set; }

    public bool IsAdmitting => _isAdmitting;

    public bool IsParked => _isParked;

    public bool IsRunning => IsStarted && !_isParked;

    public bool IsStarted => _started is { IsCompletedSuccessfully: true } && _stopped is null;

    /// <summary>Opens the store and brings every unfinished execution back; the first call does it, later ones wait for it.</summary>
    public Task EnsureStartedAsync()
    {
        if (IsStarted)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            if (_stopped is not null)
            {
                return Task.FromException(StoppedError());
            }

            // A start that failed, because the store is in use for example, may be tried again.
            if (_started is null || _started.IsFaulted || _started.IsCanceled)
            {
                _started = StartAsync();
            }

            return _started;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    /// <summary>Another owner writes to the store: running code is told, and nothing is decided any more.</summary>
    public void LoseOwnership()
    {
        if (_isParked)
        {
            return;
        }

        _lostOwnership = true;
        _isAdmitting = false;
        _isParked = true;
        logger.OwnershipLost();
        Interrupt(new StopReason(StopReasonKind.OwnershipLost, Model.Caller.SystemActor, "Another owner has taken over the store."), signal: true);
    }

    public OrchestrationException StoppedError() => _lostOwnership
        ? new OrchestrationException(ErrorCode.HostStopped, "Another owner has taken over the store; this host decides nothing any more.")
        : new OrchestrationException(ErrorCode.HostStopped, "The host was stopped. What was accepted stays accepted, and goes on at the next start.");

    /// <summary>Ends as a killed process does: nothing is told to running code, nothing is written.</summary>
    public void Crash()
    {
        _isAdmitting = false;
        _isParked = true;
        foreach (LiveExecution live in engine.Executions.All)
        {
            live.Post(new NoteItem(() => { }));
        }

        foreach (PipelineScope scope in engine.Scopes.All)
        {
            scope.Post(new NoteItem(() => { }));
        }

        engine.Timers.Dispose();
    }

    private async Task StartAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (Epoch == 0)
        {
            Epoch = await engine.Store.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _isAdmitting = true;
        int recovered = await RecoverAsync().ConfigureAwait(false);
        logger.Started(Epoch, recovered);
    }

    /// <summary>Every unfinished execution is read, and its first turn does what <see cref="Decisions.Pending"/> and its policies say.</summary>
    private async Task<int> RecoverAsync()
    {
        engine.Scopes.Begin(await engine.Store.ReadPipelinesAsync(CancellationToken.None).ConfigureAwait(false));
        ExecutionQuery unfinished = new() { UnfinishedOnly = true, LatestOnly = false, OldestFirst = true, Limit = 1_000 };
        List<ExecutionSummary> found = [];
        ExecutionPage page;
        do
        {
            page = await engine.Store.ListAsync(unfinished, CancellationToken.None).ConfigureAwait(false);
            found.AddRange(page.Executions);
            unfinished = unfinished with { After = page.Next };
        }
        while (page.Next is not null);
        foreach (ExecutionSummary execution in found.Where(execution => execution.Mode != ExecutionMode.Parallel))
        {
            engine.Executions.GetOrAdd(execution.Id, engine.Scopes.Of(execution.Pipeline));
        }

        foreach (ExecutionSummary execution in found)
        {
            engine.Executions.Post(execution.Id, new NoteItem(() => { }));
        }

        foreach (PipelineScope scope in engine.Scopes.All)
        {
            scope.Post(new NoteItem(() => { }));
        }

        return found.Count;
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        if (_started is null)
        {
            _isParked = true;
            return;
        }

        await _started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isAdmitting = false;
        StopReason reason = new(StopReasonKind.HostShutdown, Model.Caller.SystemActor, "The host shuts down.");
        Interrupt(reason, signal: false);
        await DrainAsync(engine.Options.ShutdownGrace, cancellationToken).ConfigureAwait(false);
        Interrupt(reason, signal: true);
        await DrainAsync(TimeToReturn, cancellationToken).ConfigureAwait(false);
        _isParked = true;
        LiveExecution[] parked = [.. engine.Executions.All];
        await Task.WhenAll(parked.Select(PassAsync)).WaitAsync(TimeToReturn, engine.Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        engine.Timers.Dispose();
        if (Epoch != 0)
        {
            await engine.Store.DisposeAsync().ConfigureAwait(false);
        }

        logger.Stopped(parked.Length);
    }

    private void Interrupt(StopReason reason, bool signal)
    {
        foreach (LiveExecution live in engine.Executions.All)
        {
            live.Post(new NoteItem(() => live.Effects.Interrupt(reason, signal)));
        }
    }

    /// <summary>Waits until no user code runs, at most so long.</summary>
    private async Task DrainAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        Task idle = Task.WhenAll(engine.Executions.All.Select(WaitForCodeAsync));
        await idle.WaitAsync(limit, engine.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task WaitForCodeAsync(LiveExecution live)
    {
        CodeWaiter waiter = new();
        return live.Post(waiter) ? waiter.Returned : Task.CompletedTask;
    }

    /// <summary>Has a mailbox take an item, so that what was posted before is answered.</summary>
    private static Task PassAsync(LiveExecution live)
    {
        TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return live.Post(new NoteItem(passed.SetResult)) ? passed.Task : Task.CompletedTask;
    }
}
