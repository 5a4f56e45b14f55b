namespace Orchestration.Storage;

/// <summary>
/// One atomic write: all of it is stored, or nothing. It and its <see cref="Streams"/> are the engine's again when the append returns;
/// a store that keeps objects keeps the events and summaries, which never change.
/// </summary>
public sealed class Commit
{
    /// <summary>Its id: the same id again is the same commit.</summary>
    public required Guid Id { get; set; }

    /// <summary>The epoch of the owner that writes. Smaller than the store's: <see cref="CommitResult.Fenced"/>.</summary>
    public required long Epoch { get; set; }

    /// <summary>Events for one or more streams, each stream at most once; none where the commit only changes a pipeline, accepts commands or writes the audit.</summary>
    public IReadOnlyList<StreamAppend> Streams { get; set; } = [];

    /// <summary>
    /// The pipeline's record as it will stand; null where nothing of it changed. Its <see cref="PipelineRecord.Version"/> is the stored
    /// one plus 1, or 1 for a new record; anything else is <see cref="CommitResult.Conflict"/>.
    /// </summary>
    public PipelineRecord? Pipeline { get; set; }

    /// <summary>The version of the gates that the commit relies on; null where it relies on none. It is only checked.</summary>
    public GateGuard? Guard { get; set; }

    /// <summary>Ids of commands that this commit accepts; each must be new to the store, otherwise <see cref="CommitResult.Conflict"/>.</summary>
    public IReadOnlyList<CommandEntry> Commands { get; set; } = [];

    /// <summary>Refused and denied commands to be kept in the audit.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; set; } = [];
}
