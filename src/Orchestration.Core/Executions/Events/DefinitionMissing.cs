namespace Orchestration;

/// <summary>The definition that the execution runs is not registered on its host: nothing of it starts until it is, or the execution is invalidated.</summary>
public sealed class DefinitionMissing : ExecutionEvent
{
    /// <summary>When it closes as <see cref="ExecutionStatus.Invalidated"/>, in UTC.</summary>
    public required DateTimeOffset InvalidateAt { get; init; }
}
