using System.Globalization;

namespace Orchestration.Tests.Trees.Support;

/// <summary>A tree of actions in one line, such as <c>Succeeded: root=Succeeded (a=Succeeded, b=Aborted (c=Aborted))</c>; what has returned and waits is marked with a plus.</summary>
internal static class TreeDescription
{
    public static string DescribeTree(this ExecutionSnapshot snapshot) =>
        $"{snapshot.Summary.Status}: {string.Join(", ", snapshot.Stages.SelectMany(stage => stage.Actions).Select(Describe))}";

    /// <summary>A child by the keys on the way to it, such as <c>a/c</c>; of several records the newest.</summary>
    public static ActionSnapshot Child(this ExecutionSnapshot snapshot, string path)
    {
        ActionSnapshot found = snapshot.Stages[0].Actions[0];
        foreach (string key in path.Split('/'))
        {
            found = found.Children.Last(child => child.Key == key);
        }

        return found;
    }

    private static string Describe(ActionSnapshot action)
    {
        string name = action.Key ?? action.Name;
        string children = action.Children.Count == 0 ? string.Empty : $" ({string.Join(", ", action.Children.Select(Describe))})";
        return string.Create(CultureInfo.InvariantCulture, $"{name}={action.Status}{(action.HasReturned ? "+" : string.Empty)}{children}");
    }
}
