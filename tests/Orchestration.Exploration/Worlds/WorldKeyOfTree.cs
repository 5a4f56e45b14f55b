using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Worlds;

/// <summary>
/// The part of the key that says what children there are. They are named by their paths. Of those that are closed only the newest of a path
/// counts, and only where its parent's code runs or its result may be reused.
/// </summary>
internal ref partial struct WorldKey
{
    /// <summary>An action's name in the key: the same for every child of a path.</summary>
    private static int NodeOf(ExecutionState state, int index)
    {
        if (index < state.Structure.Actions.Length)
        {
            return index;
        }

        uint hash = 2166136261;
        foreach (char letter in state.ActionAt(index).Name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (int)(hash | 0x40000000);
    }

    private void AddTree(World world)
    {
        ExecutionState state = world.State;
        for (int index = 0; index < state.ActionCount; index++)
        {
            AddNode(state, state.ActionAt(index));
            if (state.FindEnd(index) is { } end)
            {
                AddEnding(end, world.Now);
            }
        }

        foreach ((long ticks, int action) in state.Timeouts ?? [])
        {
            Add(NodeOf(state, action));
            AddDistance(new DateTimeOffset(ticks, TimeSpan.Zero), world.Now);
        }

        Add(world.Returned is null || world.IsClosed ? 255 : (int)world.Returned.Status);
        Add(state.Carried?.Count ?? 255);
    }

    private void AddNode(ExecutionState state, ActionStructure action)
    {
        if (action.Parent is not { } parent)
        {
            return;
        }

        ActionState node = state.Actions[action.Index];
        bool isNewest = state.FindAction(action.Stage, action.Name) == action;
        bool isOfAttempt = TreeRule.AttemptOf(state, action) == state.Actions[parent].Attempt && Open.Is(state.Actions[parent].Status) && !state.HasReturned(parent);
        bool hasResult = node.Status is ActionStatus.Succeeded or ActionStatus.Reused;
        if (!Open.Is(node.Status) && !(isNewest && (isOfAttempt || hasResult)))
        {
            return;
        }

        Add(NodeOf(state, action.Index));
        Add(Open.Is(node.Status) ? (int)node.Status : hasResult ? 100 : 101);
        Add(node.Status == ActionStatus.Waiting ? (int)node.WaitsFor : 0);
        Add(isOfAttempt ? 1 : 0);
        Add(action.Index < state.Fresh?.GetValueOrDefault(action.Root) ? 1 : 0);
    }

    private void AddEnding(ActionEnd end, DateTimeOffset now)
    {
        Add(end.Returned.Failure is not { } failure ? 0 : failure.IsNonRetryable ? 1 : 2);
        Add(end.Returned.IsCancellation ? 1 : 0);
        Add((end.IsUnderStop ? 1 : 0) + (end.IsAsked ? 2 : 0));
        Add(end.Ending is not { } ending ? 0 : ending.OfParentOnly ? 1 : 2);
        AddDistance(end.Ending?.GraceUntil, now);
    }
}
