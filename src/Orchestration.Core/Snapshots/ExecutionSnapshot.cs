namespace Orchestration;

/// <summary>An execution as it stood after one commit. Immutable.</summary>
public sealed record ExecutionSnapshot
{
    /// <summary>What lists show of it.</summary>
    public required ExecutionSummary Summary { get; init; }

    /// <summary>The execution.</summary>
    public ExecutionId Id => Summary.Id;

    /// <summary>Its status.</summary>
    public ExecutionStatus Status => Summary.Status;

    /// <summary>The sequence of the last event that it includes; watching from the next one misses nothing.</summary>
    public required long Version { get; init; }

    /// <summary>Its input.</summary>
    public Payload? Input { get; init; }

    /// <summary>Its stages, in order.</summary>
    public required IReadOnlyList<StageSnapshot> Stages { get; init; }

    /// <summary>Every accepted command, in order; the first is the start.</summary>
    public required IReadOnlyList<CommandSnapshot> Commands { get; init; }

    /// <summary>The resources that it registered, in the order of their registration.</summary>
    public required IReadOnlyList<Resource> Resources { get; init; }

    /// <summary>Those that were not released. Once it is closed they are what it left behind.</summary>
    public IEnumerable<Resource> LeftBehind => Resources.Where(resource => resource.ReleasedAt is null);

    /// <summary>Its finalizers, in the order in which they run.</summary>
    public required IReadOnlyList<FinalizerSnapshot> Finalizers { get; init; }

    /// <summary>The intent in force, while it is open and was asked to end.</summary>
    public IntentSnapshot? Intent { get; init; }

    /// <summary>Its rollback, if it was rolled back since it was opened.</summary>
    public RollbackSnapshot? Rollback { get; init; }

    /// <summary>When the pipeline's time limit passes; null where there is none, it does not count any more, or the execution is paused.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Code of actions, and of their rollbacks, that was abandoned. That of finalizers and cleaners is told by their failure.</summary>
    public required IReadOnlyList<Orphan> Orphans { get; init; }

    /// <summary>The execution that continues it, if one does.</summary>
    public ExecutionId? ContinuedBy { get; init; }

    /// <summary>The one declared action of a root run, with its children; null for a staged pipeline.</summary>
    public ActionSnapshot? Root => Summary.IsRootRun ? Stages[0].Actions[0] : null;

    /// <summary>The stage of exactly this name.</summary>
    /// <param name="stage">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public StageSnapshot this[string stage] => Stages.FirstOrDefault(one => one.Name == stage)
        ?? throw new KeyNotFoundException($"Execution {Id} has no stage '{stage}'.");
}
