using System.Collections.Concurrent;
using System.Globalization;

namespace Orchestration.Storage;

/// <summary>
/// Keeps histories in the process's memory, for tests and for hosts that need no durability. What is committed stays readable
/// for as long as the store object lives, over any number of owners. Thread-safe.
/// </summary>
public sealed class InMemoryExecutionStore : IExecutionStore
{
    private static readonly IReadOnlyList<CommitResult>[] Single = [.. Enum.GetValues<CommitResult>().Select(result => (CommitResult[])[result])];

    private readonly ConcurrentDictionary<ExecutionId, StreamInMemory> _streams = new();
    private readonly ConcurrentDictionary<Guid, (Guid Commit, ExecutionId Execution)> _commands = new();
    private readonly PipelinesInMemory _pipelines = new();
    private readonly List<StreamInMemory> _inOrder = [];
    private readonly List<(Guid Commit, AuditEntry Entry)> _audit = [];
    private long _epoch;
    private int _isOwned;

    /// <inheritdoc/>
    public int MaxConcurrentAppends => int.MaxValue;

    /// <inheritdoc/>
    public ValueTask<long> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _isOwned, 1) == 1)
        {
            throw new OrchestrationException(ErrorCode.StoreInUse, "This in-memory store has an owner already.");
        }

        return ValueTask.FromResult(Interlocked.Increment(ref _epoch));
    }

    /// <summary>Gives the ownership back; the histories stay.</summary>
    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isOwned, 0);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commits);
        cancellationToken.ThrowIfCancellationRequested();
        if (commits.Count == 1)
        {
            return ValueTask.FromResult(Single[(int)Append(commits[0])]);
        }

        CommitResult[] results = new CommitResult[commits.Count];
        for (int index = 0; index < results.Length; index++)
        {
            results[index] = Append(commits[index]);
        }

        return ValueTask.FromResult<IReadOnlyList<CommitResult>>(results);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_streams.TryGetValue(execution, out StreamInMemory? stream) ? stream.Read(fromSequence, limit) : []);
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        int step = query.OldestFirst ? 1 : -1;
        List<ExecutionSummary> page = [];
        lock (_inOrder)
        {
            int last = 0;
            for (int position = FirstPosition(query); position >= 0 && position < _inOrder.Count; position += step)
            {
                if (_inOrder[position].Summary is not { } summary || !query.Matches(summary))
                {
                    continue;
                }

                if (page.Count == query.Limit)
                {
                    return ValueTask.FromResult(new ExecutionPage(page, last.ToString(CultureInfo.InvariantCulture)));
                }

                page.Add(summary);
                last = position;
            }
        }

        return ValueTask.FromResult(new ExecutionPage(page, null));
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionSummary?> FindAsync(ExecutionId execution, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_streams.TryGetValue(execution, out StreamInMemory? stream) ? stream.Summary : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionSummary>> ReadLineageAsync(ExecutionId root, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_inOrder)
        {
            return ValueTask.FromResult<IReadOnlyList<ExecutionSummary>>(
            [
                .. _inOrder.Select(stream => stream.Summary)
                    .OfType<ExecutionSummary>()
                    .Where(summary => summary.Lineage.Root == root)
                    .OrderBy(summary => summary.Lineage.Iteration),
            ]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionId?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_commands.TryGetValue(commandId, out (Guid, ExecutionId Execution) found) ? found.Execution : (ExecutionId?)null);
    }

    /// <inheritdoc/>
    public ValueTask<PipelineRecord?> FindPipelineAsync(string pipeline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pipelines.Find(pipeline));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pipelines.ReadAll());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, long? before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_audit)
        {
            return ValueTask.FromResult<IReadOnlyList<AuditEntry>>(
            [
                .. _audit.Select(row => row.Entry)
                    .Reverse()
                    .Where(entry => before is null || entry.Position < before)
                    .Take(limit),
            ]);
        }
    }

    /// <summary>Takes the ownership away from an owner that is gone without giving it back.</summary>
    internal void Seize() => Volatile.Write(ref _isOwned, 0);

    private int FirstPosition(ExecutionQuery query)
    {
        if (query.After is null)
        {
            return query.OldestFirst ? 0 : _inOrder.Count - 1;
        }

        return int.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            ? last + (query.OldestFirst ? 1 : -1)
            : throw new OrchestrationException(ErrorCode.InvalidRequest, $"'{query.After}' is not the end of a page that this store returned.");
    }

    private CommitResult Append(Commit commit)
    {
        if (commit.Epoch < Volatile.Read(ref _epoch))
        {
            return CommitResult.Fenced;
        }

        if (commit.Streams.Count == 1 && commit.Pipeline is null && commit.Commands.Count == 0 && commit.Audit.Count == 0)
        {
            StreamAppend append = commit.Streams[0];
            StreamInMemory stream = StreamOf(append);
            lock (stream)
            {
                // Under the stream's lock, so that whoever has seen the gate change sees this too, or it conflicts.
                return Finish(stream.Check(commit.Id, append) ?? _pipelines.CheckGuard(commit), commit, append, stream);
            }
        }

        return AppendMany(commit);
    }

    private CommitResult Finish(CommitResult? earlier, Commit commit, StreamAppend append, StreamInMemory stream)
    {
        if (earlier is { } result)
        {
            return result;
        }

        Store(commit, append, stream);
        return CommitResult.Committed;
    }

    /// <summary>Locks every stream of the commit in one order, checks all, then stores all.</summary>
    private CommitResult AppendMany(Commit commit)
    {
        (StreamAppend Append, StreamInMemory Stream)[] parts =
            [.. commit.Streams.OrderBy(append => append.Execution.Value).Select(append => (append, StreamOf(append)))];
        foreach ((_, StreamInMemory stream) in parts)
        {
            Monitor.Enter(stream);
        }

        try
        {
            lock (_commands)
            {
                return CheckAll(commit, parts) ?? StoreAll(commit, parts);
            }
        }
        finally
        {
            foreach ((_, StreamInMemory stream) in parts)
            {
                Monitor.Exit(stream);
            }
        }
    }

    private CommitResult? CheckAll(Commit commit, (StreamAppend Append, StreamInMemory Stream)[] parts)
    {
        foreach ((StreamAppend append, StreamInMemory stream) in parts)
        {
            if (stream.Check(commit.Id, append) is { } result)
            {
                return result;
            }
        }

        lock (_audit)
        {
            if (commit.Audit.Count > 0 && _audit.Exists(row => row.Commit == commit.Id))
            {
                return CommitResult.Committed;
            }
        }

        foreach (CommandEntry command in commit.Commands)
        {
            if (_commands.TryGetValue(command.CommandId, out (Guid Commit, ExecutionId) found))
            {
                return found.Commit == commit.Id ? CommitResult.Committed : CommitResult.Conflict;
            }
        }

        // Last, as a repetition that the others know is one whatever became of the pipeline since.
        return _pipelines.Check(commit);
    }

    private CommitResult StoreAll(Commit commit, (StreamAppend Append, StreamInMemory Stream)[] parts)
    {
        foreach ((StreamAppend append, StreamInMemory stream) in parts)
        {
            Store(commit, append, stream);
        }

        _pipelines.Store(commit);
        foreach (CommandEntry command in commit.Commands)
        {
            _commands[command.CommandId] = (commit.Id, command.Execution);
        }

        lock (_audit)
        {
            foreach (AuditEntry entry in commit.Audit)
            {
                _audit.Add((commit.Id, entry with { Position = _audit.Count + 1 }));
            }
        }

        return CommitResult.Committed;
    }

    private void Store(Commit commit, StreamAppend append, StreamInMemory stream)
    {
        stream.Add(commit.Id, append);
        if (append.ExpectedVersion == 0)
        {
            lock (_inOrder)
            {
                _inOrder.Add(stream);
            }
        }
    }

    private StreamInMemory StreamOf(StreamAppend append) =>
        _streams.TryGetValue(append.Execution, out StreamInMemory? stream) ? stream : _streams.GetOrAdd(append.Execution, new StreamInMemory());
}
