using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// The running attempt's own result closes its action; a signalled one is aborted, or expired, however it returns; a late one is only recorded,
/// and one that a shutdown cut off has none.
/// </summary>
internal sealed class CompletionKeepsItsResult : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Move is not CompleteMove move)
        {
            return null;
        }

        ActionStatus before = step.Before.Actions[move.Action].Status;
        bool isCurrent = step.Before.Actions[move.Action].Attempt == move.Attempt && TreeRule.RunsCode(step.Before, move.Action);
        if (!isCurrent)
        {
            return step.Events is [] or [OrphanReturned] || (step.Events is [OrphanReturned late, ..] && IsAwaited(step.Before, late)) ? null : $"a late result recorded {step.Events.Count} events.";
        }

        if (move.Ending == Ending.Cancellation && before == ActionStatus.Running)
        {
            return step.Events.Count == 0 ? null : "an attempt that a shutdown cut off has a result.";
        }

        if (step.Events is [ActionReturned returned, ..])
        {
            return Returned(move, returned, move.Result(step.Before));
        }

        if (step.Before.FindIntent(move.Action) is not null)
        {
            // The action alone was asked to end, and closes as that says.
            return step.Events.Count > 0 ? null : "its result is not recorded.";
        }

        AttemptResult result = move.Result(step.Before);
        if (step.Events is [ActionRetrying retrying, ..])
        {
            bool isOwn = retrying.ActionIndex == move.Action && retrying.Attempt == move.Attempt && retrying.Failure == result.Failure;
            return isOwn && move.Ending == Ending.Failure && before == ActionStatus.Running && step.Before is { Intent: null, Mark: null } ? null : "a retry begins that its failure does not ask for.";
        }

        if (step.Events is [InterventionRequested asked, ..])
        {
            bool mayAsk = move.Ending == Ending.Failure && asked.Failure == result.Failure && step.Before is { Intent: null, Mark: null };
            return mayAsk && before == ActionStatus.Running ? null : "a person is asked for what no strategy asks for.";
        }

        if (step.Events is not [ActionClosed closed, ..] || closed.ActionIndex != move.Action || closed.Attempt != move.Attempt)
        {
            return "its result is not recorded.";
        }

        if (closed.Reason == ReasonCode.FailureForgiven)
        {
            return result.Failure is not null && closed.Failure == result.Failure && step.Before.Intent is null ? null : "what did not fail, or fails under an intent, is forgiven.";
        }

        (ActionStatus status, Failure? failure, Payload? output) = before == ActionStatus.Stopping
            ? (step.Before.Intent is { Outcome: IntentOutcome.Expired } && !TreeRule.Above(step.Before, move.Action).Any(above => above.Mode != StopMode.Wait) ? ActionStatus.Expired : ActionStatus.Aborted, result.IsCancellation ? null : result.Failure, null)
            : (result.Failure is null ? ActionStatus.Succeeded : ActionStatus.Failed, result.Failure, result.Output);
        return closed.Status == status && closed.Failure == failure && Equals(closed.Output, output)
            ? null
            : $"it closed as {closed.Status} with output {closed.Output}; expected {status} with output {output}.";
    }

    /// <summary>It waits for its children, and closes so behind them.</summary>
    private static string? Returned(CompleteMove move, ActionReturned returned, AttemptResult result)
    {
        bool isOwn = returned.ActionIndex == move.Action && returned.Attempt == move.Attempt;
        return isOwn && returned.Failure == result.Failure && Equals(returned.Output, result.Output) && returned.IsCancellation == result.IsCancellation
            ? null
            : "it is recorded as returned with another result.";
    }

    /// <summary>A retry waits until it is back.</summary>
    private static bool IsAwaited(ExecutionState before, OrphanReturned late) =>
        before.Stages[before.ActionAt(late.ActionIndex).Stage.Index] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Orphans };
}
