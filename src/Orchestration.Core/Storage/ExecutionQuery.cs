namespace Orchestration;

/// <summary>Which executions a list shows. All conditions must hold; by default there are none but <see cref="LatestOnly"/>.</summary>
public sealed record ExecutionQuery
{
    /// <summary>Only those of this pipeline.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Only those with one of these statuses.</summary>
    public IReadOnlyCollection<ExecutionStatus>? Statuses { get; init; }

    /// <summary>Only those with each of these labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Only those that started at this time or later.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Only those that started before this time.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>Only the latest of each lineage; true by default. The others are in the latest one's history.</summary>
    public bool LatestOnly { get; init; } = true;

    /// <summary>Only those that may be stopped now.</summary>
    public bool StoppableOnly { get; init; }

    /// <summary>Only those on which the engine still works: open ones, and closed ones whose resources are being released.</summary>
    public bool UnfinishedOnly { get; init; }

    /// <summary>Newest first by default; otherwise oldest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>How many at the most: 1 to 1,000, 50 by default.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="ExecutionPage.Next"/> of the page before; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Whether a summary meets every condition but the page.</summary>
    /// <param name="summary">The summary.</param>
    public bool Matches(ExecutionSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return (Pipeline is null || Pipeline == summary.Pipeline)
            && (Statuses is null || Statuses.Contains(summary.Status))
            && (Labels is null || Labels.All(label => summary.Labels.TryGetValue(label.Key, out string? value) && value == label.Value))
            && (StartedFrom is null || summary.StartedAt >= StartedFrom)
            && (StartedBefore is null || summary.StartedAt < StartedBefore)
            && (!LatestOnly || summary.IsLatest)
            && (!StoppableOnly || summary.IsStoppable)
            && (!UnfinishedOnly || !summary.IsClosed || summary.IsReleasing);
    }
}
