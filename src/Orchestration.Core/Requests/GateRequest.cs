namespace Orchestration;

/// <summary>What both commands to a gate carry.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Stage">The stage in front of which the gate stands.</param>
public abstract record GateRequest(string Pipeline, string Stage)
{
    /// <summary>Makes a repetition harmless: the same id again returns the same change, with one effect. A new id by default.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Why, as it is kept.</summary>
    internal abstract string? Why { get; }
}
