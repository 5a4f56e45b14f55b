using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>One action of an execution.</summary>
internal struct ActionState
{
    public ActionStatus Status;

    /// <summary>What it waits for, while it is waiting.</summary>
    public ActionWait WaitsFor;

    /// <summary>Its newest attempt, an <see cref="ActionStarted"/> or <see cref="ApprovalRequested"/>; null before the first.</summary>
    public ActionEvent? Begun;

    /// <summary>How it closed, an <see cref="ActionClosed"/> or <see cref="ActionReused"/>; null while it is open.</summary>
    public ActionEvent? Closed;

    public readonly ActionStarted? Started => Begun as ActionStarted;

    public readonly int Attempt => Begun switch
    {
        ActionStarted started => started.Attempt,
        ApprovalRequested asked => asked.Attempt,
        _ => 0,
    };

    /// <summary>Somebody is asked to approve.</summary>
    public readonly bool IsAskingApproval => Status == ActionStatus.Waiting && WaitsFor == ActionWait.Approval;

    /// <summary>An attempt has failed, and the next one is to come.</summary>
    public readonly bool IsAwaitingRetry => Status == ActionStatus.Waiting && WaitsFor == ActionWait.RetryDelay;

    /// <summary>It has failed, and a person is asked what follows.</summary>
    public readonly bool IsAwaitingIntervention => Status == ActionStatus.Waiting && WaitsFor == ActionWait.Intervention;

    /// <summary>It was begun and is not closed: an attempt runs or is to follow, or somebody is asked.</summary>
    public readonly bool IsInProgress => Status.IsInFlight() || (Status == ActionStatus.Waiting && WaitsFor != ActionWait.Condition);

    /// <summary>It closed so that its stage goes on although it did not succeed.</summary>
    public readonly bool IsForgiven => Closed is ActionClosed { IsForgiven: true };

    /// <summary>Declared and never begun, or only asked whether it should be.</summary>
    public readonly bool IsUnstarted => Status == ActionStatus.Pending || (Status == ActionStatus.Waiting && WaitsFor == ActionWait.Condition);

    public readonly Payload? Output => Closed switch
    {
        ActionClosed closed => closed.Output,
        ActionReused reused => reused.Output,
        _ => null,
    };
}
