using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The outcome is decided; finalizers and the releases that the policy asks for follow, then the close.</summary>
public sealed class FinalizingStarted : ExecutionEvent
{
    /// <summary>How the execution will close.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The command that caused it, if one did.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Who sent that command.</summary>
    public string? Actor { get; init; }

    /// <summary>The reason that the actor gave.</summary>
    public string? Text { get; init; }

    /// <summary>Finalizers run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RunsFinalizers { get; init; }
}
