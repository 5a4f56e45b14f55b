namespace Orchestration.Exploration.Invariants;

/// <summary>A child whose code was signalled closes as aborted, abandoned or expired, or as it was marked, however its code returns.</summary>
internal sealed class SignalledDoesNotSucceed : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not ActionClosed closed || !step.Before.ActionAt(closed.ActionIndex).IsChild || step.Before.Actions[closed.ActionIndex].Status != ActionStatus.Stopping)
        {
            return null;
        }

        bool isEnded = closed.Status is ActionStatus.Aborted or ActionStatus.Abandoned or ActionStatus.Expired || closed is { Status: ActionStatus.Failed, Reason: ReasonCode.MarkedFailed };
        return isEnded && closed.Output is null ? null : $"it was signalled and closed as {closed.Status} with output {closed.Output?.ToString() ?? "none"}.";
    }
}
