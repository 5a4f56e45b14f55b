namespace Orchestration;

/// <summary>A stage as it stood at one moment.</summary>
public sealed record StageSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its status.</summary>
    public required StageStatus Status { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What it waits for, while it is <see cref="StageStatus.Waiting"/>.</summary>
    public StageWait? WaitsFor { get; init; }

    /// <summary>Code of it that was abandoned.</summary>
    public required IReadOnlyList<Orphan> Orphans { get; init; }

    /// <summary>When it was entered first; null if it never was.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>When it closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it closed.</summary>
    public ReasonCode? Reason { get; init; }

    /// <summary>What its condition threw.</summary>
    public Failure? Failure { get; init; }

    /// <summary>How often it was retried.</summary>
    public required int Retries { get; init; }

    /// <summary>Whether it was marked as failed, and has not closed yet.</summary>
    public bool IsMarkedFailed { get; init; }

    /// <summary>Whether an action of it was rolled back.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>When its time limit passes; null where it has none, is not open, or the execution is paused.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The command that closed it, if one did; see <see cref="ExecutionSnapshot.Commands"/>.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Its actions, in the order of the definition.</summary>
    public required IReadOnlyList<ActionSnapshot> Actions { get; init; }

    /// <summary>The action of exactly this name.</summary>
    /// <param name="action">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ActionSnapshot this[string action] => Actions.FirstOrDefault(one => one.Name == action)
        ?? throw new KeyNotFoundException($"Stage '{Name}' has no action '{action}'.");
}
