using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The abort of one action was accepted, or that it is marked as failed: no attempt of it starts any more. It closes with a later event.</summary>
public sealed class ActionStopRequested : ActionEvent
{
    /// <summary>The command's id; where the whole stage is marked as failed, that command's.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>Who sent it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in the caller's words.</summary>
    public string? Reason { get; init; }

    /// <summary><see cref="Verb.Abort"/> or <see cref="Verb.MarkFailed"/>.</summary>
    public required Verb Verb { get; init; }

    /// <summary>The mode that was asked for.</summary>
    public required StopMode Mode { get; init; }

    /// <summary>How the action will close.</summary>
    public required IntentOutcome Outcome { get; init; }

    /// <summary>How long its code has to return once it is signalled.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>When a <see cref="StopMode.Wait"/> turns into a <see cref="StopMode.Cancel"/>, if ever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What the abort counts as.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AbortResolution Resolution { get; init; }

    /// <summary>It follows from the mark of the whole stage, whose event stands before it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfStage { get; init; }
}
