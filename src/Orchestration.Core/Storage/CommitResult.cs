namespace Orchestration.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitResult
{
    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>A stream, a pipeline's record or its gates were not at the expected version, or a command id was in use. Nothing was stored.</summary>
    Conflict,

    /// <summary>The writer is no longer the owner. Nothing was stored.</summary>
    Fenced,

    /// <summary>It may or may not be stored: append it again, with the same id, to find out.</summary>
    Unknown,

    /// <summary>The storage did not work. Nothing was stored.</summary>
    Failed,
}
