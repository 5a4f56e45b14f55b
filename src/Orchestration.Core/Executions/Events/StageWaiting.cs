using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The stage was reached and is not entered yet.</summary>
public sealed class StageWaiting : StageEvent
{
    /// <summary>What for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StageWait For { get; init; }
}
