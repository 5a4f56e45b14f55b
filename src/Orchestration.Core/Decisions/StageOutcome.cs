using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>
/// How a drained stage closes that did not succeed: a function of its actions, and of the mark. A failure weighs more than a rejection,
/// and that more than an expiry.
/// </summary>
/// <param name="Status">Its status.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The command that caused it, if one did.</param>
internal readonly record struct StageOutcome(StageStatus Status, ReasonCode Reason, CommandReference? By)
{
    public static StageOutcome Of(ExecutionState state, StageStructure stage)
    {
        if (state.Mark is { } mark)
        {
            return new StageOutcome(StageStatus.Failed, ReasonCode.MarkedFailed, mark.Command.Reference);
        }
        StatusCounts counts = state.Stages[stage.Index].Counts;
        if (counts.Failed > 0)
        {
            ActionClosed first = First(state, stage, IsFailed);
            return new StageOutcome(StageStatus.Failed, ReasonOf(first), ReferenceOf(first));
        }
        if (counts.Of(ActionStatus.Rejected) > 0)
        {
            return new StageOutcome(StageStatus.Rejected, ReasonCode.Rejected, ReferenceOf(First(state, stage, ActionStatus.Rejected)));
        }
        return new StageOutcome(StageStatus.Expired, ReasonCode.TimeLimit, null);
    }

    private static ReasonCode ReasonOf(ActionClosed failed) =>
        failed.Reason == ReasonCode.MarkedFailed ? ReasonCode.MarkedFailed
        : failed.Status is ActionStatus.Aborted or ActionStatus.Abandoned && failed.CommandId is not null ? ReasonCode.ActionAborted
        : ReasonCode.ActionFailed;

    private static CommandReference? ReferenceOf(ActionClosed closed) => closed.CommandId is null ? null : new CommandReference(closed.CommandId, closed.Actor);

    private static bool IsFailed(ActionClosed closed) =>
        !closed.IsForgiven && closed.Status is (ActionStatus.Failed or ActionStatus.Aborted or ActionStatus.Abandoned);

    private static ActionClosed First(ExecutionState state, StageStructure stage, ActionStatus status) => First(state, stage, closed => closed.Status == status);

    private static ActionClosed First(ExecutionState state, StageStructure stage, Predicate<ActionClosed> which) =>
        Enumerable.Range(stage.FirstAction, stage.ActionCount)
            .Select(index => state.Actions[index].Closed as ActionClosed)
            .Where(closed => closed is not null && which(closed))
            .MinBy(closed => closed!.Sequence)!;
}
