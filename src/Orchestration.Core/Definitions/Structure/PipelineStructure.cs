using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

/// <summary>
/// A definition as data: all that decisions need and all that its fingerprint covers. It travels in an execution's first event,
/// so an execution can be read and stopped where its definition is no longer registered.
/// </summary>
internal sealed class PipelineStructure
{
    [JsonConstructor]
    public PipelineStructure(
        string name,
        string version,
        string? inputType,
        IReadOnlyDictionary<string, string> labels,
        StageStructure[] stages,
        ExecutionMode mode = ExecutionMode.Parallel,
        UnlockPolicy unlock = UnlockPolicy.Immediate,
        FailureStrategy? onFailure = null,
        TimeSpan? limit = null,
        FinalizerStructure[]? finalizers = null,
        ReleaseStructure? release = null,
        bool isRoot = false)
    {
        IsRoot = isRoot;
        Limit = limit;
        Finalizers = finalizers;
        Release = release;
        OnFailure = onFailure;
        Mode = mode;
        Unlock = unlock;
        Name = name;
        Version = version;
        InputType = inputType;
        Labels = labels;
        Stages = stages;

        int actions = 0;
        for (int index = 0; index < stages.Length; index++)
        {
            stages[index].Place(index, actions);
            actions += stages[index].ActionCount;
        }

        Actions = new ActionStructure[actions];
        foreach (StageStructure stage in stages)
        {
            stage.PlaceActions(Actions);
        }

        HasTimeLimits = limit is not null
            || Array.Exists(stages, stage => stage.Limit is not null)
            || Array.Exists(Actions, action => action.Timeout is not null || action.Deadline is not null);
    }

    public string Name { get; }

    public string Version { get; }

    public string? InputType { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public StageStructure[] Stages { get; }

    /// <summary>A default is not written, so that fingerprints outlive the versions of the library that know no other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExecutionMode Mode { get; }

    /// <summary>Null where a failure fails.</summary>
    public FailureStrategy? OnFailure { get; }

    /// <summary>How long an execution may be open; null for ever.</summary>
    public TimeSpan? Limit { get; }

    /// <summary>What runs at the end of an execution, in order; null where nothing does.</summary>
    public FinalizerStructure[]? Finalizers { get; }

    /// <summary>Which resources are released when an execution closes; null for none.</summary>
    public ReleaseStructure? Release { get; }

    /// <inheritdoc cref="Mode"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UnlockPolicy Unlock { get; }

    /// <summary>It has one action, whose code starts all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRoot { get; }

    /// <summary>Every action of every stage in order; its place here is its index everywhere.</summary>
    [JsonIgnore]
    public ActionStructure[] Actions { get; }

    /// <summary>A stage, an action or the pipeline itself has a time limit.</summary>
    [JsonIgnore]
    public bool HasTimeLimits { get; }

    /// <summary>The stage of exactly this name, or null.</summary>
    public StageStructure? FindStage(string name) => Array.Find(Stages, stage => stage.Name == name);
}
