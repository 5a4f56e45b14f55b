using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>A time limit of the action has passed while its code ran: no attempt starts before it has returned or its grace has ended.</summary>
public sealed class ActionExpiring : ActionEvent
{
    /// <summary>The attempt that was running.</summary>
    public required int Attempt { get; init; }

    /// <summary>Whether the limit was that of the attempt, which a retry may follow, and not that of all attempts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayRetry { get; init; }

    /// <summary>How long its code has to return.</summary>
    public required TimeSpan Grace { get; init; }
}
