namespace Orchestration.Decisions;

/// <summary>An action's failure, before its strategies have a say.</summary>
/// <param name="Status">How the action closes if the failure stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="Failure">What went wrong.</param>
/// <param name="By">The command that caused it, if one did.</param>
internal readonly record struct ActionFailure(ActionStatus Status, ReasonCode Reason, Failure? Failure, CommandReference? By = null)
{
    /// <summary>A strategy may run the action again, or ask a person whether it should.</summary>
    public bool MayRetry => !IsAbort && Failure is { IsNonRetryable: false };

    /// <summary>Its status stays as it is, whatever its strategies say.</summary>
    public bool IsAbort => Status is ActionStatus.Aborted or ActionStatus.Abandoned;
}
