namespace Orchestration.Storage;

/// <summary>
/// Keeps histories. One owner at a time; every write is one atomic commit, guarded by stream versions and the owner's epoch.
/// Members may be called from any thread, after <see cref="OpenAsync"/> has returned. The conformance kit in Orchestration.Testing
/// says whether an implementation keeps what is promised here.
/// </summary>
public interface IExecutionStore : IAsyncDisposable
{
    /// <summary>How many <see cref="AppendAsync"/> calls may run at once; at least 1. The engine never exceeds it.</summary>
    int MaxConcurrentAppends { get; }

    /// <summary>
    /// Prepares the storage and makes the caller its owner. Disposing gives the ownership back.
    /// </summary>
    /// <param name="cancellationToken">Ends the attempt; nothing is owned then.</param>
    /// <returns>The owner's epoch: greater than that of every owner before.</returns>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreInUse"/>: another live process owns it.</exception>
    ValueTask<long> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stores commits, each whole or not at all, in order; one that fails does not prevent the next.
    /// <see cref="CommitResult.Committed"/> only once it is durable. A commit whose id was committed before is
    /// <see cref="CommitResult.Committed"/> again, without a second effect. Does not throw for what a result can say.
    /// </summary>
    /// <param name="commits">
    /// At least one; the list is the caller's again afterwards. An implementation that stores bytes asks each part for them; one that
    /// doesn't may keep the events and summaries.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the waiting: before anything was written with an <see cref="OperationCanceledException"/>; a commit that was under way is
    /// <see cref="CommitResult.Unknown"/>.
    /// </param>
    /// <returns>One result for each commit, in the same order.</returns>
    ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken);

    /// <summary>Reads committed events in order.</summary>
    /// <param name="execution">The stream.</param>
    /// <param name="fromSequence">The first sequence wanted, from 1.</param>
    /// <param name="limit">How many events at the most, at least 1; an implementation may return a few more to end with a whole commit.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The events; none where the stream does not exist or ends before.</returns>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>: a row can't be read; it names the execution.</exception>
    ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Lists summaries by the order in which the executions started, which is the order of the commits that brought them.</summary>
    /// <param name="query">Which, from where, how many; the caller has checked the limit.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.InvalidRequest"/>: <see cref="ExecutionQuery.After"/> is not the end of a page of this store.</exception>
    ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken);

    /// <summary>Reads the summary of one execution; null where there is none.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<ExecutionSummary?> FindAsync(ExecutionId execution, CancellationToken cancellationToken);

    /// <summary>Reads the summaries of one lineage, by iteration.</summary>
    /// <param name="root">The lineage's first execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<ExecutionSummary>> ReadLineageAsync(ExecutionId root, CancellationToken cancellationToken);

    /// <summary>The execution that accepted a command; null where none did.</summary>
    /// <param name="commandId">The command's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<ExecutionId?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken);

    /// <summary>Reads the record of one pipeline; null where there is none.</summary>
    /// <param name="pipeline">The pipeline's name, exactly.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>: the record can't be read; it names the pipeline.</exception>
    ValueTask<PipelineRecord?> FindPipelineAsync(string pipeline, CancellationToken cancellationToken);

    /// <summary>Reads the records of all pipelines, by name in ordinal order.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>: a record can't be read; it names the pipeline.</exception>
    ValueTask<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync(CancellationToken cancellationToken);

    /// <summary>Reads audit entries of refused and denied commands, newest first.</summary>
    /// <param name="limit">How many at the most, at least 1.</param>
    /// <param name="before">Only entries with a smaller <see cref="AuditEntry.Position"/>; all where null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, long? before, CancellationToken cancellationToken);
}
