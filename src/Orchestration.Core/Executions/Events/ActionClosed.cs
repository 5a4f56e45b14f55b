using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The action closed.</summary>
public sealed class ActionClosed : ActionEvent
{
    /// <summary>Few are closed by a command, and histories keep every event: the two are one reference.</summary>
    private readonly CommandReference? _by;

    /// <summary>A byte, as histories keep every event.</summary>
    private readonly sbyte _strategy = -1;

    /// <summary>How.</summary>
    public required ActionStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The attempt that closed with it; 0 if none had begun.</summary>
    public required int Attempt { get; init; }

    /// <summary>What its code threw, if it did; beside <see cref="ActionStatus.Aborted"/> for diagnosis.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Its output, if it has one.</summary>
    public Payload? Output { get; init; }

    /// <summary>What the failure asks for once the action's group is done: a rollback, or the execution's abort; null for neither.</summary>
    public FailureStrategyKind? Strategy
    {
        get => _strategy < 0 ? null : (FailureStrategyKind)_strategy;
        init => _strategy = value is { } kind ? (sbyte)kind : (sbyte)-1;
    }

    /// <summary>The action's strategy lets the stage go on although it was aborted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsForgiven { get; init; }

    /// <summary>The command that caused it, if one did.</summary>
    public Guid? CommandId
    {
        get => _by?.Id;
        init => _by = value is { } id ? new CommandReference(id, _by?.Actor, _by?.Text) : _by;
    }

    /// <summary>Who sent that command; for a child that was cancelled, the action whose code did.</summary>
    public string? Actor
    {
        get => _by?.Actor;
        init => _by = value is { } actor ? new CommandReference(_by?.Id, actor, _by?.Text) : _by;
    }

    /// <summary>Why a child action was asked to end, in the words of who asked; the reasons of other actions stand in their commands.</summary>
    public string? Text
    {
        get => _by?.Text;
        init => _by = value is { } text ? new CommandReference(_by?.Id, _by?.Actor, text) : _by;
    }

    /// <summary>The command, shared by all that it closed.</summary>
    [JsonIgnore]
    internal CommandReference? By
    {
        init => _by = value;
    }
}
