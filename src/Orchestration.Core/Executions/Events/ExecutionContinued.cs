namespace Orchestration;

/// <summary>A resume continues this execution in a newer one, which is the latest of the lineage from now on.</summary>
public sealed class ExecutionContinued : CommandEvent
{
    /// <summary>The newer execution.</summary>
    public required ExecutionId By { get; init; }

    /// <summary>The stage that it begins with.</summary>
    public required string FromStage { get; init; }
}
