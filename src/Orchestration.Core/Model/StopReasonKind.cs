namespace Orchestration;

/// <summary>Why running user code is asked to end.</summary>
public enum StopReasonKind
{
    /// <summary>The execution is stopped.</summary>
    Stop,

    /// <summary>The execution, the stage or the action itself is aborted.</summary>
    Abort,

    /// <summary>The host shuts down; the execution goes on at the next start.</summary>
    HostShutdown,

    /// <summary>Another owner has taken the execution over; results of this attempt are fenced.</summary>
    OwnershipLost,

    /// <summary>The action or its stage was marked as failed.</summary>
    MarkedFailed,

    /// <summary>A time limit of the attempt, its action, the stage or the pipeline has passed.</summary>
    Expired,

    /// <summary>The code that started the child has cancelled it (Flyte: programmatic cancellation).</summary>
    Cancelled,

    /// <summary>The action that started the child, or the root above it, has ended (Flyte: automatic cleanup).</summary>
    ParentEnded,
}
