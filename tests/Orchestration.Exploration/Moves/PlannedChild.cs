namespace Orchestration.Exploration.Moves;

/// <summary>A child action that code starts.</summary>
/// <param name="Path">Its name in the stage: that of the action whose code starts it, and its key.</param>
/// <param name="Options">Its settings.</param>
internal sealed record PlannedChild(string Path, ChildOptions Options)
{
    /// <summary>The action whose code starts it.</summary>
    public string Parent { get; } = Path[..Path.LastIndexOf('/')];

    public string Key { get; } = Path[(Path.LastIndexOf('/') + 1)..];
}
