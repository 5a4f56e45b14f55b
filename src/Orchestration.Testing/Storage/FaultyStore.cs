using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>
/// A store that breaks when a test says so: answers the next appends with a result, loses answers, throws, or holds appends at a gate.
/// Faults are used up in the order in which they were asked for, one for each append; without a fault it does what the store behind it does.
/// </summary>
/// <remarks>All members are safe for concurrent use. One object can serve engine after engine: disposing gives the ownership back and keeps the faults.</remarks>
public sealed class FaultyStore : IExecutionStore
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<IReadOnlyList<Commit>, CancellationToken, ValueTask<IReadOnlyList<CommitResult>>>> _faults = new();
    private readonly IExecutionStore _inner;
    private TaskCompletionSource? _usedUp;
    private Exception? _readFailure;
    private int _appends;

    /// <summary>Creates a store that works until it is told not to.</summary>
    /// <param name="inner">Keeps what is stored; memory where null.</param>
    public FaultyStore(IExecutionStore? inner = null) => _inner = inner ?? new InMemoryExecutionStore();

    /// <summary>How many appends have been asked for.</summary>
    public int Appends => Volatile.Read(ref _appends);

    /// <summary>Waits until an append has met the last fault that was asked for.</summary>
    public Task FaultsUsedAsync()
    {
        lock (_gate)
        {
            if (_faults.Count == 0)
            {
                return Task.CompletedTask;
            }

            _usedUp ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _usedUp.Task;
        }
    }

    /// <inheritdoc/>
    public int MaxConcurrentAppends => _inner.MaxConcurrentAppends;

    /// <summary>The next append stores nothing and answers so.</summary>
    /// <param name="result">The answer; <see cref="CommitResult.Committed"/> would be a lie that no store may tell.</param>
    /// <param name="times">How many appends.</param>
    public void FailNext(CommitResult result, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(result, CommitResult.Committed);
        Add(times, (commits, _) => Answer(commits, result));
    }

    /// <summary>The next append throws and stores nothing.</summary>
    /// <param name="exception">What it throws.</param>
    /// <param name="times">How many appends.</param>
    public void ThrowNext(Exception exception, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Add(times, (_, _) => throw exception);
    }

    /// <summary>The next append is stored, and its answer lost.</summary>
    /// <param name="times">How many appends.</param>
    public void LoseAnswerOfNext(int times = 1) => Add(times, async (commits, token) =>
    {
        await _inner.AppendAsync(commits, token).ConfigureAwait(false);
        return await Answer(commits, CommitResult.Unknown).ConfigureAwait(false);
    });

    /// <summary>The next append waits at a gate, and is stored only then.</summary>
    /// <param name="gate">The gate.</param>
    public void HoldNext(Gate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        Add(times: 1, async (commits, token) =>
        {
            await gate.PassAsync(token).ConfigureAwait(false);
            return await _inner.AppendAsync(commits, token).ConfigureAwait(false);
        });
    }

    /// <summary>The next append is stored, and its answer waits at a gate.</summary>
    /// <param name="gate">The gate.</param>
    public void HoldAnswerOfNext(Gate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        Add(times: 1, async (commits, token) =>
        {
            IReadOnlyList<CommitResult> results = await _inner.AppendAsync(commits, token).ConfigureAwait(false);
            await gate.PassAsync(token).ConfigureAwait(false);
            return results;
        });
    }

    /// <summary>The next append is passed on untouched: a place between faults.</summary>
    /// <param name="times">How many appends.</param>
    public void PassNext(int times = 1) => Add(times, _inner.AppendAsync);

    /// <summary>Every read throws, until it is called again with null.</summary>
    /// <param name="exception">What it throws; null where reading works.</param>
    public void FailReads(Exception? exception) => Volatile.Write(ref _readFailure, exception);

    /// <summary>Forgets the faults that are still to come.</summary>
    public void Repair()
    {
        lock (_gate)
        {
            _faults.Clear();
            _usedUp?.SetResult();
            _usedUp = null;
        }

        FailReads(null);
    }

    /// <inheritdoc/>
    public ValueTask<long> OpenAsync(CancellationToken cancellationToken) => _inner.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        Func<IReadOnlyList<Commit>, CancellationToken, ValueTask<IReadOnlyList<CommitResult>>>? fault;
        Interlocked.Increment(ref _appends);
        lock (_gate)
        {
            if (_faults.TryDequeue(out fault) && _faults.Count == 0)
            {
                _usedUp?.SetResult();
                _usedUp = null;
            }
        }

        return fault is null ? _inner.AppendAsync(commits, cancellationToken) : fault(commits, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken) =>
        Reading().ReadAsync(execution, fromSequence, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => Reading().ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionSummary?> FindAsync(ExecutionId execution, CancellationToken cancellationToken) =>
        Reading().FindAsync(execution, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionSummary>> ReadLineageAsync(ExecutionId root, CancellationToken cancellationToken) =>
        Reading().ReadLineageAsync(root, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionId?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) =>
        Reading().FindCommandAsync(commandId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PipelineRecord?> FindPipelineAsync(string pipeline, CancellationToken cancellationToken) =>
        Reading().FindPipelineAsync(pipeline, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync(CancellationToken cancellationToken) =>
        Reading().ReadPipelinesAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, long? before, CancellationToken cancellationToken) =>
        Reading().ReadAuditAsync(limit, before, cancellationToken);

    /// <summary>Gives the ownership back; what was stored stays, with a store in memory.</summary>
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private static ValueTask<IReadOnlyList<CommitResult>> Answer(IReadOnlyList<Commit> commits, CommitResult result) =>
        ValueTask.FromResult<IReadOnlyList<CommitResult>>([.. commits.Select(_ => result)]);

    private IExecutionStore Reading() => Volatile.Read(ref _readFailure) is { } failure ? throw failure : _inner;

    private void Add(int times, Func<IReadOnlyList<Commit>, CancellationToken, ValueTask<IReadOnlyList<CommitResult>>> fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            for (int count = 0; count < times; count++)
            {
                _faults.Enqueue(fault);
            }
        }
    }
}
