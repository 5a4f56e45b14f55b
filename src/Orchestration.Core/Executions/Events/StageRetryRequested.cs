using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>A retry of a stage was accepted: it ends the intent and reopens the execution, the stage, the named actions, and later stages that were not run.</summary>
public sealed class StageRetryRequested : CommandEvent
{
    /// <summary>The stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The stage's place in the pipeline, from 0.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Which actions run again.</summary>
    public required StageRetryMode Mode { get; init; }

    /// <summary>The indexes of the actions that are open again.</summary>
    public required IReadOnlyList<int> Actions { get; init; }

    /// <summary>Orphans of the stage have to return first (<see cref="UnlockPolicy.AfterOrphansSettle"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AwaitsOrphans { get; init; }
}
