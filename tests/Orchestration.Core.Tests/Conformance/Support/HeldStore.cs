using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>The store in memory, whose answers can be held back: what is posted meanwhile is decided in one turn.</summary>
internal sealed class HeldStore : IExecutionStore
{
    private readonly InMemoryExecutionStore _memory = new();
    private readonly Gate _answers = new("answers");
    private readonly Gate _reads = new("reads");
    private volatile bool _isHeld;
    private volatile bool _isReadHeld;

    /// <summary>Where the reading of an execution begins.</summary>
    public Gate? Reads { get; set; }

    public int MaxConcurrentAppends => _memory.MaxConcurrentAppends;

    /// <summary>Holds back the answers from now on, does what makes an append, and waits until its answer is held.</summary>
    public async Task HoldAsync(Action cause)
    {
        int before = _answers.Arrivals;
        _isHeld = true;
        cause();
        await _answers.ReachedAsync(before + 1).WithinAsync();
    }

    public void Release()
    {
        _isHeld = false;
        _answers.OpenOnce();
    }

    /// <summary>Holds back the answers of reads from now on, does what makes one, and waits until it is held.</summary>
    public async Task HoldReadAsync(Action cause)
    {
        int before = _reads.Arrivals;
        _isReadHeld = true;
        cause();
        await _reads.ReachedAsync(before + 1).WithinAsync();
    }

    public void ReleaseReads()
    {
        _isReadHeld = false;
        _reads.OpenOnce();
    }

    public async ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommitResult> results = await _memory.AppendAsync(commits, cancellationToken);
        if (_isHeld)
        {
            await _answers.PassAsync(CancellationToken.None);
        }

        return results;
    }

    public ValueTask<long> OpenAsync(CancellationToken cancellationToken) => _memory.OpenAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(
        ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken)
    {
        if (Reads is { } gate)
        {
            await gate.PassAsync(cancellationToken);
        }

        IReadOnlyList<ExecutionEvent> events = await _memory.ReadAsync(execution, fromSequence, limit, cancellationToken);
        if (_isReadHeld)
        {
            await _reads.PassAsync(CancellationToken.None);
        }

        return events;
    }

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
