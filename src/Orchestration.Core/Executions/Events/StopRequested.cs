using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>A stop or an abort was accepted: from here on nothing new starts in its scope.</summary>
public sealed class StopRequested : CommandEvent
{
    /// <summary><see cref="Verb.Stop"/> or <see cref="Verb.Abort"/>.</summary>
    public required Verb Verb { get; init; }

    /// <summary>The stage that an abort addressed; null for the whole execution.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether the root's code had returned, so that how the execution closes was decided: nobody waits for its children any more, and that is all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnlyEndsWaiting { get; init; }

    /// <summary>The mode that was asked for.</summary>
    public required StopMode Mode { get; init; }

    /// <summary>How the scope will close.</summary>
    public required IntentOutcome Outcome { get; init; }

    /// <summary>How long signalled actions have to return.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>When a <see cref="StopMode.Wait"/> turns into a <see cref="StopMode.Cancel"/>, if ever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Finalizers run although the execution is stopped.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RunFinalizers { get; init; }
}
