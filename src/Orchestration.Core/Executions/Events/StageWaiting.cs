using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The stage was reached and is not entered yet. In the modes with locks it always comes first; where the stage is free it is entered in the same commit.</summary>
public sealed class StageWaiting : StageEvent
{
    /// <summary>What for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StageWait For { get; init; }
}
