namespace Orchestration;

/// <summary>The action isn't executed here: its result comes from an earlier execution of the lineage.</summary>
public sealed class ActionReused : ActionEvent
{
    /// <summary>The execution whose attempt made the result.</summary>
    public required ExecutionId From { get; init; }

    /// <summary>How it had closed there.</summary>
    public required ActionStatus Original { get; init; }

    /// <summary>Its output, if it has one.</summary>
    public Payload? Output { get; init; }

    /// <summary>How it was answered, if it is an approval.</summary>
    public ApprovalAnswer? Answer { get; init; }
}
