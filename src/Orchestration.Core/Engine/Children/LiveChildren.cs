using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>The child actions of an execution that are open and were started here. Touched only by the consumer of its mailbox.</summary>
internal sealed class LiveChildren(LiveExecution live)
{
    private readonly Dictionary<int, Child> _open = [];

    /// <summary>All that were started here have ended, and nothing of them is kept.</summary>
    public bool IsEmpty => _open.Count == 0;

    /// <summary>What a child runs; null where nobody here has started it, or not yet.</summary>
    public ActionBinding? FindBinding(int node) => _open.GetValueOrDefault(node)?.Binding;

    /// <summary>Its start is stored: whatever that asks for begins, and its handle follows it.</summary>
    public void Begin(ExecutionState state, int node, Child child)
    {
        _open[node] = child;
        if (FollowOne(state, node, child) || !state.IsRunningCode(node))
        {
            return;
        }
        int attempt = state.Actions[node].Attempt;
        live.Effects.Add(new Effect(EffectKind.Run, node, attempt));
        if (state.StopReasonOf(node) is not null)
        {
            live.Effects.Add(new Effect(EffectKind.Notify, node, attempt));
        }
        if (state.Actions[node].Status == ActionStatus.Stopping)
        {
            live.Effects.Add(new Effect(EffectKind.Signal, node, attempt));
        }
    }

    /// <summary>An event is stored.</summary>
    public void Follow(ExecutionState state, ExecutionEvent happened)
    {
        if (happened is ActionEvent { ActionIndex: var node } && _open.TryGetValue(node, out Child? child))
        {
            FollowOne(state, node, child);
        }
    }

    /// <summary>The state was read again: nobody knows what of it is new.</summary>
    public void FollowAll(ExecutionState state)
    {
        foreach ((int node, Child child) in _open.ToArray())
        {
            FollowOne(state, node, child);
        }
    }

    private bool FollowOne(ExecutionState state, int node, Child child)
    {
        bool hasEnded = child.Follow(state);
        if (hasEnded)
        {
            _open.Remove(node);
        }
        return hasEnded;
    }
}
