namespace Orchestration;

/// <summary>What a caller asked for. Errors, receipts, capabilities and the audit name it.</summary>
public enum Verb
{
    /// <summary>Start an execution of a pipeline.</summary>
    Start,

    /// <summary>Stop an execution (CodePipeline: stop and wait, stop and abandon).</summary>
    Stop,

    /// <summary>Abort an execution, a stage or one action (Harness: abort pipeline, stage, step).</summary>
    Abort,

    /// <summary>Run the failed or all actions of a stage again in the same execution (CodePipeline: retry stage).</summary>
    RetryStage,

    /// <summary>Continue in a new execution from a stage that was executed before (Harness: resume pipeline).</summary>
    Resume,

    /// <summary>Read one execution.</summary>
    Get,

    /// <summary>List executions.</summary>
    List,

    /// <summary>Read the executions of a lineage.</summary>
    History,

    /// <summary>Follow the events of an execution.</summary>
    Watch,

    /// <summary>Ask which verbs are possible now.</summary>
    Capabilities,

    /// <summary>Ask what a command would do.</summary>
    Preview,

    /// <summary>Register something that an action created.</summary>
    RegisterResource,

    /// <summary>Read refused and denied commands.</summary>
    Audit,

    /// <summary>Run a stage again as an earlier execution ran it (CodePipeline: stage rollback).</summary>
    Reapply,

    /// <summary>Approve what an execution waits for.</summary>
    Approve,

    /// <summary>Reject what an execution waits for.</summary>
    Reject,

    /// <summary>Keep executions out of a stage (CodePipeline: disable stage transition).</summary>
    DisableGate,

    /// <summary>Let executions into a stage again (CodePipeline: enable stage transition).</summary>
    EnableGate,

    /// <summary>Read a pipeline's stages, with gates, locks and waiting executions.</summary>
    GetPipeline,

    /// <summary>Mark an action or a stage as failed, so that its failure strategy runs (Harness: mark as failed).</summary>
    MarkFailed,

    /// <summary>Pick what follows the failure of an action that waits for it (Harness: manual intervention).</summary>
    Intervene,

    /// <summary>Let nothing new start until it is unpaused (Harness: pause).</summary>
    Pause,

    /// <summary>Go on after a pause (Harness: resume interrupt).</summary>
    Unpause,

    /// <summary>Release what a closed execution left behind.</summary>
    ReleaseResources,

    /// <summary>Cancel a child action from the code that started it (Flyte: programmatic cancellation).</summary>
    Cancel,

    /// <summary>Tell how far an action is.</summary>
    ReportProgress,

    /// <summary>Start a child action from the code of another one.</summary>
    StartChild,

    /// <summary>Run a closed execution's pipeline again in a new execution (Flyte: rerun, recover).</summary>
    Rerun,
}
