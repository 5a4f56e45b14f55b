using System.Globalization;

namespace Orchestration.Executions;

/// <summary>The canonical text of a command's content. The same id with the same text is a repetition; with another text it is a conflict.</summary>
internal static class CommandContent
{
    public static string OfStop(
        Verb verb, string? stage, StopMode mode, TimeSpan grace, TimeSpan? deadline, bool runFinalizers, string? reason) => string.Create(
            CultureInfo.InvariantCulture,
            $"{verb} stage={stage} mode={mode} grace={grace} deadline={deadline}{(runFinalizers ? " finalizers" : string.Empty)} reason={reason}");

    public static string Of(StopRequested e) => OfStop(e.Verb, e.Stage, e.Mode, e.Grace, e.Deadline - e.At, e.RunFinalizers, e.Reason);

    public static string OfActionStop(
        Verb verb, string stage, string? action, StopMode mode, TimeSpan grace, TimeSpan? deadline, AbortResolution resolution, string? reason) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{verb} stage={stage} action={action} mode={mode} grace={grace} deadline={deadline} as={resolution} reason={reason}");

    public static string Of(ActionStopRequested e) =>
        OfActionStop(e.Verb, e.Stage, e.Action, e.Mode, e.Grace, e.Deadline - e.At, e.Resolution, e.Reason);

    public static string Of(StageMarkedFailed e) =>
        OfActionStop(Verb.MarkFailed, e.Stage, action: null, e.Mode, e.Grace, e.Deadline - e.At, AbortResolution.Strategy, e.Reason);

    public static string OfIntervention(string stage, string action, Intervention choice, string? reason) =>
        $"{Verb.Intervene} stage={stage} action={action} choice={choice} reason={reason}";

    public static string Of(InterventionAnswered e) => OfIntervention(e.Stage, e.Action, e.Choice, e.Reason);

    /// <summary>Of a command that addresses the whole execution, and carries nothing else.</summary>
    public static string OfExecution(Verb verb, string? reason) => $"{verb} reason={reason}";

    public static string OfRetryStage(string stage, StageRetryMode mode, string? reason) =>
        $"{Verb.RetryStage} stage={stage} mode={mode} reason={reason}";

    public static string Of(StageRetryRequested e) => OfRetryStage(e.Stage, e.Mode, e.Reason);

    public static string OfApproval(Verb verb, string token, string? comment) => $"{verb} token={token} comment={comment}";

    public static string Of(ApprovalAnswered e) =>
        OfApproval(e.Answer.IsApproved ? Verb.Approve : Verb.Reject, e.Token, e.Answer.Comment);

    public static string OfReapply(ExecutionId of, string stage, string? reason) => $"{Verb.Reapply} execution={of} stage={stage} reason={reason}";

    public static string OfResume(ExecutionId from, string stage, string? reason) => $"{Verb.Resume} execution={from} stage={stage} reason={reason}";

    public static string OfStart(string pipeline, Payload? input, IReadOnlyDictionary<string, string> labels, string? reason) =>
        $"{Verb.Start} pipeline={pipeline} input={input} labels={string.Join(',', labels.Select(label => $"{label.Key}={label.Value}"))} reason={reason}";

    public static string Of(ExecutionStarted e)
    {
        if (e.Lineage.ResumedFrom is { } from)
        {
            return OfResume(from, e.Lineage.FromStage!, e.Reason);
        }

        if (e.Rerun is { } rerun)
        {
            return $"{Verb.Rerun} execution={rerun.Of} reuse={rerun.ReuseSucceeded} force={string.Join(',', rerun.Forced)} input={e.Input} reason={e.Reason}";
        }

        return e.Reapplies is { } reapplied
            ? OfReapply(reapplied, e.Lineage.FromStage!, e.Reason)
            : OfStart(e.Pipeline, e.Input, e.Labels, e.Reason);
    }
}
