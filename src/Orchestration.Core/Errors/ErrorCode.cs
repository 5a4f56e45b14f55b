namespace Orchestration;

/// <summary>Why a command was refused. The names are stable: logs, HTTP answers and exit codes may carry them.</summary>
public enum ErrorCode
{
    /// <summary>No execution has this id.</summary>
    ExecutionNotFound,

    /// <summary>The execution's pipeline has no stage of exactly this name.</summary>
    StageNotFound,

    /// <summary>No pipeline of this name is registered.</summary>
    DefinitionNotFound,

    /// <summary>The registered definition is not the one that the execution started with.</summary>
    DefinitionChanged,

    /// <summary>The definition has errors; the message lists every one.</summary>
    InvalidDefinition,

    /// <summary>An argument is out of its range, or a value can't be read or written as JSON.</summary>
    InvalidRequest,

    /// <summary>The caller may not do this. The attempt is in the audit.</summary>
    PermissionDenied,

    /// <summary>An intent at least as strong is in force already.</summary>
    AlreadyStopping,

    /// <summary>The execution, stage or action is closed, or the outcome is decided: while finalizing only an abandon is accepted.</summary>
    NotStoppable,

    /// <summary>The stage was not entered; abort the execution instead.</summary>
    StageNotStarted,

    /// <summary>The stage can't be retried as it stands, or a retry would do nothing.</summary>
    StageNotRetryable,

    /// <summary>The execution can't be resumed as it stands.</summary>
    NotResumable,

    /// <summary>The named stage was never entered in this lineage.</summary>
    StageNotExecuted,

    /// <summary>A newer execution of the lineage exists.</summary>
    NotLatestExecution,

    /// <summary>A resume can't change the input.</summary>
    InputsImmutable,

    /// <summary>Something else came first: the version moved on, the command id is in use, or a retry already runs.</summary>
    Conflict,

    /// <summary>The attempt was closed without this code; only registering a resource still works.</summary>
    AttemptFenced,

    /// <summary>The action whose output was read has none.</summary>
    OutputMissing,

    /// <summary>The store did not take the command. Nothing changed; it may be sent again with the same command id.</summary>
    StoreUnavailable,

    /// <summary>Another process owns this store.</summary>
    StoreInUse,

    /// <summary>The store holds something that can't be read.</summary>
    StoreCorrupt,

    /// <summary>The host was stopped while the caller waited. What was accepted stays accepted.</summary>
    HostStopped,

    /// <summary>The pipeline has no action, or no approval, like the one that was addressed.</summary>
    ActionNotFound,

    /// <summary>The approval was answered, withdrawn or has expired.</summary>
    ApprovalClosed,

    /// <summary>As many executions wait in the pipeline as may.</summary>
    QueueFull,

    /// <summary>A later execution has entered the stage.</summary>
    StageSuperseded,

    /// <summary>The stage can't be run again as that execution ran it; the message says why.</summary>
    UnableToReapply,

    /// <summary>The action has not begun.</summary>
    ActionNotStarted,

    /// <summary>The action is not declared as abortable.</summary>
    ActionNotAbortable,

    /// <summary>Marking as failed is switched off (<c>AllowMarkFailed</c>).</summary>
    MarkFailedDisabled,

    /// <summary>The execution is paused, or about to be.</summary>
    AlreadyPaused,

    /// <summary>The execution is not paused.</summary>
    NotPaused,

    /// <summary>The execution is closed, or its outcome is decided.</summary>
    NotPausable,

    /// <summary>The execution is not closed.</summary>
    StillRunning,

    /// <summary>The scope in which a child action was to start is ending, or has ended.</summary>
    ScopeClosed,

    /// <summary>The attempt has started a child action with this key already.</summary>
    DuplicateKey,

    /// <summary>A child action with this key has succeeded with a result of another type than the one asked for.</summary>
    ResultTypeChanged,
}
