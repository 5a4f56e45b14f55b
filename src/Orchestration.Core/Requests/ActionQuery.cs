namespace Orchestration;

/// <summary>Which actions of an execution a list shows, by number. All conditions must hold; by default there are none.</summary>
public sealed record ActionQuery
{
    /// <summary>Only what the code of this action has started; declared actions and children alike where null.</summary>
    public int? Parent { get; init; }

    /// <summary>Only those with one of these statuses.</summary>
    public IReadOnlyCollection<ActionStatus>? Statuses { get; init; }

    /// <summary>Only those with a greater number: that of the last one of the page before; from the first one where null.</summary>
    public int? After { get; init; }

    /// <summary>How many at the most: 1 to 1,000, 100 by default.</summary>
    public int Limit { get; init; } = 100;
}
