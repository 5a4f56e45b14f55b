using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The stage closed.</summary>
public sealed class StageClosed : StageEvent
{
    /// <summary>Few are closed by a command, and histories keep every event: the two are one reference.</summary>
    private readonly CommandReference? _by;

    /// <summary>How.</summary>
    public required StageStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>What its condition threw, if it did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The command that caused it, if one did.</summary>
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

    /// <summary>The command, shared by all that it closed.</summary>
    [JsonIgnore]
    internal CommandReference? By
    {
        init => _by = value;
    }
}
