using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The code that undoes an action has returned, or nobody waits for it any more.</summary>
public sealed class RollbackEnded : ActionEvent
{
    /// <summary>What went wrong; null if nothing did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Its code still runs, as an orphan that is listed with its stage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAbandoned { get; init; }
}
