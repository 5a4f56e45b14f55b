using Orchestration.Storage;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>The store in memory, which remembers its commits in the order in which it took them.</summary>
internal sealed class RecordingStore : IExecutionStore
{
    private readonly InMemoryExecutionStore _memory = new();
    private readonly Lock _gate = new();
    private readonly List<RecordedCommit> _commits = [];
    private readonly HashSet<Guid> _known = [];
    private volatile string _unreadable = string.Empty;

    public int MaxConcurrentAppends => _memory.MaxConcurrentAppends;

    public IReadOnlyList<RecordedCommit> Commits
    {
        get
        {
            lock (_gate)
            {
                return [.. _commits];
            }
        }
    }

    /// <summary>From now on the history of an execution can't be read.</summary>
    public void Damage(ExecutionId execution) => _unreadable = execution.ToString();

    public void Mend() => _unreadable = string.Empty;

    public ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        CommitResult[] results = new CommitResult[commits.Count];
        lock (_gate)
        {
            for (int index = 0; index < results.Length; index++)
            {
                // What is in memory answers at once.
                results[index] = _memory.AppendAsync([commits[index]], cancellationToken).AsTask().GetAwaiter().GetResult()[0];
                if (results[index] == CommitResult.Committed && _known.Add(commits[index].Id))
                {
                    _commits.Add(RecordedCommit.Of(commits[index]));
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyList<CommitResult>>(results);
    }

    public ValueTask<long> OpenAsync(CancellationToken cancellationToken) => _memory.OpenAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken) =>
        _unreadable == execution.ToString()
            ? throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The history of execution {execution} is damaged.")
            : _memory.ReadAsync(execution, fromSequence, limit, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => _memory.ListAsync(query, cancellationToken);

    public ValueTask<ExecutionSummary?> FindAsync(ExecutionId execution, CancellationToken cancellationToken) =>
        _memory.FindAsync(execution, cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionSummary>> ReadLineageAsync(ExecutionId root, CancellationToken cancellationToken) =>
        _memory.ReadLineageAsync(root, cancellationToken);

    public ValueTask<ExecutionId?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) =>
        _memory.FindCommandAsync(commandId, cancellationToken);

    public ValueTask<PipelineRecord?> FindPipelineAsync(string pipeline, CancellationToken cancellationToken) =>
        _memory.FindPipelineAsync(pipeline, cancellationToken);

    public ValueTask<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync(CancellationToken cancellationToken) =>
        _memory.ReadPipelinesAsync(cancellationToken);

    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, long? before, CancellationToken cancellationToken) =>
        _memory.ReadAuditAsync(limit, before, cancellationToken);

    public ValueTask DisposeAsync() => _memory.DisposeAsync();
}
