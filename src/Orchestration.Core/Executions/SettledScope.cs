
namespace Orchestration.Executions;

/// <summary>How the scope of a command had closed when it settled; a later retry reopens the scope and changes nothing here.</summary>
/// <param name="At">When.</param>
/// <param name="Status">The execution's status then.</param>
/// <param name="Actions">The actions that had closed since the command was accepted, by their index.</param>
internal sealed record SettledScope(DateTimeOffset At, ExecutionStatus Status, IReadOnlyList<(int Index, ActionStatus Status, ReasonCode? Reason)> Actions)
{
    /// <summary>For a receipt without effect: the execution as it stands, and nothing that closed because of it.</summary>
    public static SettledScope Nothing(ExecutionState state) => new(state.Closed?.At ?? state.Start.At, state.Status, []);

    /// <param name="state">The state behind the event that closed the scope.</param>
    /// <param name="at">When the scope closed.</param>
    public static SettledScope OfStart(ExecutionState state, DateTimeOffset at) => Of(state, acceptedAt: 0, Enumerable.Range(0, state.ActionCount), at);

    /// <param name="state">The state behind the event that closed the scope.</param>
    /// <param name="command">The command; where it addresses one action, only that and what is below it count.</param>
    /// <param name="at">When the scope closed.</param>
    public static SettledScope Of(ExecutionState state, AcceptedCommand command, DateTimeOffset at) =>
        Of(state, command.Sequence, command.Action is null ? Enumerable.Range(0, state.ActionCount) : Tree(state, command), at);

    /// <summary>The addressed action, and what is below it.</summary>
    private static IEnumerable<int> Tree(ExecutionState state, AcceptedCommand command) =>
        state.Structure.FindStage(command.Stage!) is { } stage && state.FindAction(stage, command.Action!) is { } action
            ? (state.Tree?.Below(action.Index, isOpenOnly: false) ?? []).Select(child => child.Index).Append(action.Index).Order()
            : [];

    private static SettledScope Of(ExecutionState state, long acceptedAt, IEnumerable<int> actions, DateTimeOffset at)
    {
        List<(int, ActionStatus, ReasonCode?)> closed = [];
        foreach (int index in actions)
        {
            if (state.Actions[index].Closed?.Sequence > acceptedAt)
            {
                closed.Add((index, state.Actions[index].Status, (state.Actions[index].Closed as ActionClosed)?.Reason));
            }
        }

        return new SettledScope(at, state.Status, closed);
    }
}
