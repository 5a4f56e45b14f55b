namespace Orchestration;

/// <summary>A person picked what follows a failure. It follows with the next event.</summary>
public sealed class InterventionAnswered : ActionEvent
{
    /// <summary>The command's id.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>Who picked.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in the caller's words.</summary>
    public string? Reason { get; init; }

    /// <summary>What follows.</summary>
    public required Intervention Choice { get; init; }
}
