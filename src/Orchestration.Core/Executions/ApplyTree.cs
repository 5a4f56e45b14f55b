namespace Orchestration.Executions;

/// <summary>What the end of an action with children, and the close of a child, change in the tree.</summary>
internal static class ApplyTree
{
    public static void To(ExecutionState state, ActionEvent happened)
    {
        switch (happened)
        {
            case ActionAdded e:
                state.AddChild(e);
                break;
            case ActionReturned e:
                state.Tree!.SetEnd(e.ActionIndex, new ActionEnd(e, IsUnderStop: state.Intent is not null, IsAsked: state.FindIntent(e.ActionIndex) is not null));
                TimeoutClock.End(state, e.ActionIndex);
                break;
            case ActionEnding e:
                ActionEnd end = state.FindEnd(e.ActionIndex)!;
                state.Tree!.SetEnd(e.ActionIndex, new ActionEnd(end.Returned, end.IsUnderStop, end.IsAsked, e));
                break;
            case ProgressReported e:
                (state.Progress ??= [])[e.ActionIndex] = e;
                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    public static void Closed(ExecutionState state, int action)
    {
        state.Tree?.RemoveEnd(action);
        if (action >= state.Structure.Actions.Length)
        {
            state.CloseChild(state.ActionAt(action));
            state.Retries?.Remove(action);
        }
    }
}
