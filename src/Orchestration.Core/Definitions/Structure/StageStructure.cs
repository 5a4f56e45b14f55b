using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

/// <summary>A stage as data: groups of actions, one group after the other.</summary>
[method: JsonConstructor]
internal sealed class StageStructure(
    string name,
    bool hasCondition,
    IReadOnlyDictionary<string, string> labels,
    GroupStructure[] groups,
    FailureStrategy? onFailure = null,
    TimeSpan? limit = null)
{
    public string Name { get; } = name;

    public bool HasCondition { get; } = hasCondition;

    public IReadOnlyDictionary<string, string> Labels { get; } = labels;

    public GroupStructure[] Groups { get; } = groups;

    /// <summary>Null where the pipeline's strategy holds.</summary>
    public FailureStrategy? OnFailure { get; } = onFailure;

    /// <summary>How long the stage may be open once it was entered; null for ever.</summary>
    public TimeSpan? Limit { get; } = limit;

    [JsonIgnore]
    public int Index { get; private set; }

    /// <summary>The index of its first action.</summary>
    [JsonIgnore]
    public int FirstAction { get; private set; }

    [JsonIgnore]
    public int ActionCount { get; } = groups.Sum(group => group.Actions.Length);

    /// <summary>The index behind its last action.</summary>
    [JsonIgnore]
    public int EndAction => FirstAction + ActionCount;

    public void Place(int index, int firstAction)
    {
        Index = index;
        FirstAction = firstAction;
    }

    public void PlaceActions(ActionStructure[] all)
    {
        int index = FirstAction;
        for (int group = 0; group < Groups.Length; group++)
        {
            int firstOfGroup = index;
            foreach (ActionStructure action in Groups[group].Actions)
            {
                action.Place(this, group, firstOfGroup, index);
                all[index++] = action;
            }
        }
    }

    public ActionStructure? FindAction(string name)
    {
        foreach (GroupStructure group in Groups)
        {
            if (Array.Find(group.Actions, action => action.Name == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
