using Orchestration.Decisions;

namespace Orchestration.Engine;

/// <summary>Stores how far an attempt is.</summary>
internal static class ProgressNote
{
    public static async Task ReportAsync(
        LiveExecution live, ActionStarted attempt, long done, long? total, string? message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Target target = new(live.State!.Structure.Name, live.Id, attempt.Stage, attempt.Action);
        if (done < 0 || total < 0 || message?.Length > VerbCall.MaxReason)
        {
            throw Refusals.Invalid(Verb.ReportProgress, target, $"done and total must not be negative, and a message has at most {VerbCall.MaxReason} characters.");
        }
        CommandItem item = new(
            Verb.ReportProgress, target, turn => new Verdict(ReportProgress.Decide(turn.Draft!, attempt.ActionIndex, attempt.Attempt, done, total, message)));
        live.Engine.Executions.Post(live.Id, item);
        await item.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
