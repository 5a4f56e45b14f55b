namespace Orchestration;

/// <summary>Disables or enables the gate in front of a stage (CodePipeline: disable and enable stage transition).</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Stage">The stage's name.</param>
public sealed record GateRequest(string Pipeline, string Stage)
{
    /// <summary>Why, in the caller's words; at most 200 characters, and needed to disable a gate.</summary>
    public string? Reason { get; init; }

    /// <summary>Makes a repetition harmless: the same id again returns the same change, with one effect. A new id by default.</summary>
    public Guid? CommandId { get; init; }
}
