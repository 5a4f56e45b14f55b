using Orchestration.Storage;

namespace Orchestration.Tests;

/// <summary>A store that passes every call on to another one; a test's store overrides what it is about.</summary>
internal abstract class PassingStore(IExecutionStore inner) : IExecutionStore
{
    public int MaxConcurrentAppends => inner.MaxConcurrentAppends;

    public virtual ValueTask<long> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public virtual ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken) =>
        inner.AppendAsync(commits, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(
        ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken) =>
        inner.ReadAsync(execution, fromSequence, limit, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask<ExecutionSummary?> FindAsync(ExecutionId execution, CancellationToken cancellationToken) =>
        inner.FindAsync(execution, cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionSummary>> ReadLineageAsync(ExecutionId root, CancellationToken cancellationToken) =>
        inner.ReadLineageAsync(root, cancellationToken);

    public ValueTask<ExecutionId?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) =>
        inner.FindCommandAsync(commandId, cancellationToken);

    public ValueTask<PipelineRecord?> FindPipelineAsync(string pipeline, CancellationToken cancellationToken) =>
        inner.FindPipelineAsync(pipeline, cancellationToken);

    public ValueTask<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync(CancellationToken cancellationToken) =>
        inner.ReadPipelinesAsync(cancellationToken);

    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, long? before, CancellationToken cancellationToken) =>
        inner.ReadAuditAsync(limit, before, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
