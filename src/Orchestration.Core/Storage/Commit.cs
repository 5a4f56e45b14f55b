namespace Orchestration.Storage;

/// <summary>One atomic write: all of it is stored, or nothing. The engine changes nothing of it after it was handed over.</summary>
public sealed class Commit
{
    /// <summary>Its id: the same id again is the same commit.</summary>
    public required Guid Id { get; init; }

    /// <summary>The epoch of the owner that writes. Smaller than the store's: <see cref="CommitResult.Fenced"/>.</summary>
    public required long Epoch { get; init; }

    /// <summary>Events for one or more streams, each stream at most once; none where the commit only accepts commands or writes the audit.</summary>
    public IReadOnlyList<StreamAppend> Streams { get; init; } = [];

    /// <summary>Ids of commands that this commit accepts; each must be new to the store, otherwise <see cref="CommitResult.Conflict"/>.</summary>
    public IReadOnlyList<CommandEntry> Commands { get; init; } = [];

    /// <summary>Refused and denied commands to be kept in the audit.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];
}
