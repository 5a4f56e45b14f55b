using Orchestration.Storage;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>The store in memory, which remembers its commits in the order in which it took them.</summary>
internal sealed class RecordingStore() : PassingStore(new InMemoryExecutionStore())
{
    private readonly Lock _gate = new();
    private readonly List<RecordedCommit> _commits = [];
    private readonly HashSet<Guid> _known = [];
    private volatile string _unreadable = string.Empty;

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

    public override ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        CommitResult[] results = new CommitResult[commits.Count];
        lock (_gate)
        {
            for (int index = 0; index < results.Length; index++)
            {
                // What is in memory answers at once.
                results[index] = base.AppendAsync([commits[index]], cancellationToken).AsTask().GetAwaiter().GetResult()[0];
                if (results[index] == CommitResult.Committed && _known.Add(commits[index].Id))
                {
                    _commits.Add(RecordedCommit.Of(commits[index]));
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyList<CommitResult>>(results);
    }

    public override ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken) =>
        _unreadable == execution.ToString()
            ? throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The history of execution {execution} is damaged.")
            : base.ReadAsync(execution, fromSequence, limit, cancellationToken);
}
