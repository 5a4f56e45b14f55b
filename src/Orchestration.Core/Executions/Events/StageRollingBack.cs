using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The rollback of a stage begins. A stage that is closed already keeps its status.</summary>
public sealed class StageRollingBack : StageEvent
{
    private readonly CommandReference? _by;

    /// <summary>The strategy that asks for it, if this is the stage that failed; null for the stages before it.</summary>
    public FailureStrategyKind? Strategy { get; init; }

    /// <summary>How the stage closes behind it, if this is the stage that failed.</summary>
    public StageStatus? Status { get; init; }

    /// <summary>Why.</summary>
    public ReasonCode? Reason { get; init; }

    /// <summary>The command that caused the failure, if one did.</summary>
    public Guid? CommandId
    {
        get => _by?.Id;
        init => _by = value is { } id ? new CommandReference(id, _by?.Actor) : _by;
    }

    /// <summary>Who sent that command.</summary>
    public string? Actor
    {
        get => _by?.Actor;
        init => _by = value is { } actor ? new CommandReference(_by?.Id, actor) : _by;
    }

    /// <summary>The command.</summary>
    [JsonIgnore]
    internal CommandReference? By
    {
        get => _by;
        init => _by = value;
    }
}
