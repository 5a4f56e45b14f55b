using Orchestration.Definitions;
using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>The actions of an execution as one tree: the declared ones and, behind them, those that their code has started.</summary>
internal sealed partial class ExecutionState
{
    private ActionTree? _tree;

    /// <summary>How many actions there are, those that were started from code included.</summary>
    public int ActionCount => Structure.Actions.Length + (_tree?.Count ?? 0);

    /// <summary>The child actions; null where none was started.</summary>
    public ActionTree? Tree => _tree;

    /// <summary>The action at an index, declared or started from code.</summary>
    public ActionStructure ActionAt(int index) =>
        index < Structure.Actions.Length ? Structure.Actions[index] : _tree!.At(index);

    /// <summary>The action of this name in a stage; of children with one name the newest. Null where there is none.</summary>
    public ActionStructure? FindAction(StageStructure stage, string name) => stage.FindAction(name) ?? _tree?.Find(stage.Name, name);

    /// <summary>How far the end of an action has come whose code has returned while children were open; null where it has not.</summary>
    public ActionEnd? FindEnd(int action) => _tree?.FindEnd(action);

    /// <summary>Its code has returned, and it waits for what is below it.</summary>
    public bool HasReturned(int action) => _tree?.FindEnd(action) is not null;

    /// <summary>An attempt of it runs code.</summary>
    public bool IsRunningCode(int action) => Actions[action].Status.IsInFlight() && !HasReturned(action);

    /// <summary>How much below an action is open.</summary>
    public TreeLinks LinksOf(int action) => _tree?.LinksOf(action) ?? default;

    /// <summary>What is open below an action, children before their parents.</summary>
    public IEnumerable<ActionStructure> OpenBelow(int action) =>
        LinksOf(action).Open == 0 ? [] : _tree!.Below(action).Where(child => !Actions[child.Index].Status.IsClosed());

    /// <summary>The child actions that are open, children before their parents.</summary>
    public IEnumerable<ActionStructure> OpenChildren()
    {
        for (int index = ActionCount - 1; index >= Structure.Actions.Length; index--)
        {
            if (!Actions[index].Status.IsClosed())
            {
                yield return ActionAt(index);
            }
        }
    }

    /// <summary>What an action above this one was asked to end for, or ends by itself; null where nothing of the kind reaches it.</summary>
    public ActionIntent? FindAbove(int action) => action < Structure.Actions.Length || (Intents is null && _tree!.Ends.Count == 0) ? null : SearchAbove(ActionAt(action));

    public void AddChild(ActionAdded e)
    {
        if (e.ActionIndex != ActionCount)
        {
            throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The history of execution {Id} adds action {e.ActionIndex} as number {ActionCount}.");
        }
        _tree ??= new ActionTree(Structure.Actions.Length);
        if (Actions.Length == e.ActionIndex)
        {
            ActionState[] grown = new ActionState[Math.Max(8, Actions.Length * 2)];
            Actions.CopyTo(grown, 0);
            Actions = grown;
        }
        ActionStructure child = new(
            e.Action, e.Type, inputType: null, inputFrom: null, e.OutputType, hasCondition: false, OnInterrupted.Abandon, onFailure: e.Retry, timeout: e.Timeout, deadline: e.Deadline);
        child.Place(ActionAt(e.Parent), e.ActionIndex);
        _tree.Add(child, e);
        Stages[child.Stage.Index].Parents += _tree.LinksOf(child.Root).Open == 1 ? 1 : 0;
    }

    public void CloseChild(ActionStructure child)
    {
        _tree!.Close(child);
        Stages[child.Stage.Index].Parents -= _tree.LinksOf(child.Root).Open == 0 ? 1 : 0;
    }

    /// <summary>The maximum of all that is asked above it, part by part.</summary>
    private ActionIntent? SearchAbove(ActionStructure action)
    {
        ActionIntent? found = null;
        for (ActionStructure child = action; child.Parent is { } parent; child = ActionAt(parent))
        {
            found = ActionIntent.Stronger(found, FindIntent(parent));
            if (FindEnd(parent) is { } end && end.Covers(_tree!.StartOf(child.Index).Lifetime, Actions[child.Index].Status.IsClosed()))
            {
                found = ActionIntent.Stronger(found, end.Intent);
            }
        }
        return found;
    }
}
