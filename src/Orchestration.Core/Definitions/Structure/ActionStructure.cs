using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

/// <summary>An action as data.</summary>
[method: JsonConstructor]
internal sealed class ActionStructure(
    string name,
    string type,
    string? inputType,
    int? inputFrom,
    string? outputType,
    bool hasCondition,
    OnInterrupted onInterrupted,
    TimeSpan? approvalTime = null,
    FailureStrategy? onFailure = null,
    bool isAbortable = false,
    TimeSpan? timeout = null,
    TimeSpan? deadline = null,
    bool canRollBack = false,
    TimeSpan? rollbackDeadline = null)
{
    public string Name { get; } = name;

    /// <summary>The class that runs, or <c>delegate</c>.</summary>
    public string Type { get; } = type;

    public string? InputType { get; } = inputType;

    /// <summary>The index of the action whose output is its input; null for the pipeline's input, or none.</summary>
    public int? InputFrom { get; } = inputFrom;

    public string? OutputType { get; } = outputType;

    public bool HasCondition { get; } = hasCondition;

    public OnInterrupted OnInterrupted { get; } = onInterrupted;

    /// <summary>How long its approval may be answered; null where it is no approval.</summary>
    public TimeSpan? ApprovalTime { get; } = approvalTime;

    /// <summary>Null where the stage's strategy holds.</summary>
    public FailureStrategy? OnFailure { get; } = onFailure;

    /// <summary>It may be aborted on its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAbortable { get; } = isAbortable;

    /// <summary>The limit of one attempt.</summary>
    public TimeSpan? Timeout { get; } = timeout;

    /// <summary>The limit of all attempts, with the waiting between them.</summary>
    public TimeSpan? Deadline { get; } = deadline;

    /// <summary>It has code that undoes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CanRollBack { get; } = canRollBack;

    /// <summary>The limit of that code; the option's where null.</summary>
    public TimeSpan? RollbackDeadline { get; } = rollbackDeadline;

    [JsonIgnore]
    public bool IsApproval => ApprovalTime is not null;

    [JsonIgnore]
    public StageStructure Stage { get; private set; } = null!;

    /// <summary>Its name as <c>stage/action</c>.</summary>
    [JsonIgnore]
    public string Path => field ??= $"{Stage.Name}/{Name}";

    [JsonIgnore]
    public int Group { get; private set; }

    [JsonIgnore]
    public int Index { get; private set; }

    /// <summary>The index of its group's first action: what stands before that runs before this.</summary>
    [JsonIgnore]
    public int FirstOfGroup { get; private set; }

    [JsonIgnore]
    public GroupStructure Siblings => Stage.Groups[Group];

    /// <summary>The index of the action whose code has started it; null where it is declared.</summary>
    [JsonIgnore]
    public int? Parent { get; private set; }

    /// <summary>The index of the declared action at the root of its tree.</summary>
    [JsonIgnore]
    public int Root { get; private set; }

    [JsonIgnore]
    public bool IsChild => Parent is not null;


    public void Place(StageStructure stage, int group, int firstOfGroup, int index)
    {
        Stage = stage;
        Group = group;
        FirstOfGroup = firstOfGroup;
        Index = index;
        Root = index;
    }

    /// <summary>Hangs a child below the action that has started it; what that one may read it may read too.</summary>
    public void Place(ActionStructure parent, int index)
    {
        Place(parent.Stage, parent.Group, parent.FirstOfGroup, index);
        Parent = parent.Index;
        Root = parent.Root;
    }
}
