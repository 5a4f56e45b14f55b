namespace Orchestration.Permissions;

/// <summary>What a caller may be allowed to do.</summary>
public enum Permission
{
    /// <summary>See executions, their history, capabilities and previews, and the audit.</summary>
    View,

    /// <summary>Start, resume, retry, reapply, pause, unpause and intervene; abort too, unless <c>SeparateAbortPermission</c> is set.</summary>
    Execute,

    /// <summary>Stop.</summary>
    Stop,

    /// <summary>Abort; asked for only where <c>SeparateAbortPermission</c> is set.</summary>
    Abort,

    /// <summary>Approve and reject.</summary>
    Approve,

    /// <summary>Disable and enable gates.</summary>
    ManageGates,

    /// <summary>Mark an action or a stage as failed.</summary>
    MarkFailed,

    /// <summary>Release what a closed execution left behind.</summary>
    ReleaseResources,
}
