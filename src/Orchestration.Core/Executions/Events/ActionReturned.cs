using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>
/// The code of an attempt has returned while children of it were open that it has to wait for. What it returned stands: the action closes so
/// once they are closed.
/// </summary>
public sealed class ActionReturned : ActionEvent
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What it threw; null if it returned normally.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Its output, if it has one.</summary>
    public Payload? Output { get; init; }

    /// <summary>Whether it left by its own signalled token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCancellation { get; init; }
}
