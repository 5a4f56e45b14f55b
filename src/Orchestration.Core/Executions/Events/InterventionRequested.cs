using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The action has failed, and waits for a person to pick what follows.</summary>
public sealed class InterventionRequested : ActionEvent
{
    /// <summary>The attempt that has failed.</summary>
    public required int Attempt { get; init; }

    /// <summary>How the action closes if the failure is left to stand.</summary>
    public required ActionStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>What went wrong.</summary>
    public Failure? Failure { get; init; }

    /// <summary>How many other interventions of its strategies nobody picked for since the failure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Level { get; init; }

    /// <summary>When nobody can pick any more, in UTC; a pause moves it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
