using System.Runtime.InteropServices;
using Orchestration.Definitions;

namespace Orchestration.Executions;

/// <summary>
/// The child actions of an execution: nodes behind the declared ones, in the order of their starts, so that a child always stands behind its
/// parent. Counters per node tell what is open below it without a look at what is there.
/// </summary>
internal sealed class ActionTree
{
    private readonly int _declared;
    private readonly List<ActionStructure> _children;
    private readonly List<ActionAdded> _starts;
    private readonly List<TreeLinks> _links;
    private readonly Dictionary<(string Stage, string Action), int> _newest;
    private readonly SortedDictionary<int, ActionEnd> _ends;

    public ActionTree(int declared)
    {
        _declared = declared;
        _children = [];
        _starts = [];
        _links = [.. Enumerable.Repeat(default(TreeLinks), declared)];
        _newest = [];
        _ends = [];
    }

    private ActionTree(ActionTree other)
    {
        _declared = other._declared;
        _children = [.. other._children];
        _starts = [.. other._starts];
        _links = [.. other._links];
        _newest = new(other._newest);
        _ends = new(other._ends);
    }

    public int Count => _children.Count;

    /// <summary>The actions whose code has returned, and that wait for what is below them.</summary>
    public IReadOnlyDictionary<int, ActionEnd> Ends => _ends;

    public ActionTree Clone() => new(this);

    public ActionStructure At(int index) => _children[index - _declared];

    /// <summary>How a child was started.</summary>
    public ActionAdded StartOf(int index) => _starts[index - _declared];

    public ActionStructure? Find(string stage, string action) =>
        _newest.TryGetValue((stage, action), out int index) ? At(index) : null;

    public ActionEnd? FindEnd(int index) => _ends.GetValueOrDefault(index);

    public void SetEnd(int index, ActionEnd end) => _ends[index] = end;

    public void RemoveEnd(int index) => _ends.Remove(index);

    public TreeLinks LinksOf(int index) => _links[index];

    public void Add(ActionStructure child, ActionAdded start)
    {
        int parent = start.Parent;
        _children.Add(child);
        _starts.Add(start);
        _newest[(child.Stage.Name, child.Name)] = child.Index;
        _links.Add(new TreeLinks { Previous = _links[parent].LastChild });
        Links(parent).LastChild = child.Index + 1;
        CountOpen(child, 1);
    }

    public void Close(ActionStructure child) => CountOpen(child, -1);

    /// <summary>The direct children of an action, the one started last first.</summary>
    public IEnumerable<ActionStructure> ChildrenOf(int index)
    {
        for (int next = _links[index].LastChild; next != 0; next = _links[next - 1].Previous)
        {
            yield return At(next - 1);
        }
    }

    /// <summary>Everything below an action, children before their parents; where only what is open is asked for, what is done is passed over.</summary>
    public List<ActionStructure> Below(int index, bool isOpenOnly = true)
    {
        List<ActionStructure> found = [];
        Stack<int> toVisit = new([index]);
        while (toVisit.TryPop(out int visited))
        {
            if (isOpenOnly && _links[visited].Open == 0)
            {
                continue;
            }
            foreach (ActionStructure child in ChildrenOf(visited))
            {
                found.Add(child);
                toVisit.Push(child.Index);
            }
        }
        found.Sort(static (one, other) => other.Index.CompareTo(one.Index));
        return found;
    }

    private ref TreeLinks Links(int index) => ref CollectionsMarshal.AsSpan(_links)[index];

    private void CountOpen(ActionStructure child, int change)
    {
        ref TreeLinks parent = ref Links(child.Parent!.Value);
        ActionLifetime lifetime = StartOf(child.Index).Lifetime;
        parent.Held += lifetime == ActionLifetime.Root ? 0 : change;
        parent.Awaited += lifetime == ActionLifetime.Await ? change : 0;
        for (int? above = child.Parent; above is { } index; above = index < _declared ? null : At(index).Parent)
        {
            Links(index).Open += change;
        }
    }
}
