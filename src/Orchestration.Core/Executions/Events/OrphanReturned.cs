using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The code of an attempt that was closed without it has returned. Its result changes nothing.</summary>
public sealed class OrphanReturned : ActionEvent
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What it threw; null if it returned normally.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Whether it is the code that undoes the attempt, and not the attempt's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRollback { get; init; }
}
