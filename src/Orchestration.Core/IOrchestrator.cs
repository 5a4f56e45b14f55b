using System.Security.Claims;

namespace Orchestration;

/// <summary>
/// Every verb of the library. Each asks for permission first; a refusal is an <see cref="OrchestrationException"/> that changes nothing
/// but the audit. A <see cref="CancellationToken"/> ends the call, never the execution: a command that was sent may still be accepted.
/// Thread-safe. The first call starts the engine, unless a host did.
/// </summary>
public interface IOrchestrator
{
    /// <summary>The same orchestrator for a caller. Without it the caller is anonymous.</summary>
    /// <param name="user">Who asks from now on; the audit names their identity's name.</param>
    IOrchestrator As(ClaimsPrincipal user);

    /// <summary>Starts an execution (<see cref="Permissions.Permission.Execute"/>).</summary>
    /// <param name="request">Which pipeline, with what.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.DefinitionNotFound"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.QueueFull"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<ExecutionHandle> StartAsync(StartRequest request, CancellationToken cancellationToken = default);

    /// <summary>A handle on an execution; nothing is asked yet.</summary>
    /// <param name="execution">The execution.</param>
    ExecutionHandle GetHandle(ExecutionId execution);

    /// <summary>Stops an execution (<see cref="Permissions.Permission.Stop"/>). Returns when the request is durable; the receipt tells the rest.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.NotStoppable"/>, <see cref="ErrorCode.AlreadyStopping"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> StopAsync(ExecutionId execution, StopRequest request, CancellationToken cancellationToken = default);

    /// <summary>Aborts an execution or a stage (<see cref="Permissions.Permission.Execute"/>, or <see cref="Permissions.Permission.Abort"/> where it is separate).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">What and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException">As for a stop; <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.StageNotStarted"/>.</exception>
    Task<Receipt> AbortAsync(ExecutionId execution, AbortRequest request, CancellationToken cancellationToken = default);

    /// <summary>Aborts one action, with everything below it: one that is declared abortable, or a child that code has started (Harness: abort step, Flyte: external abort; <see cref="Permissions.Permission.Execute"/>, or <see cref="Permissions.Permission.Abort"/> where it is separate). It counts as a failure that is not retried; its siblings go on, and who awaits it as a child gets an <see cref="ActionAbortedException"/>. The one action of a root run is the execution.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">Which, how, and what the abort counts as.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.ActionNotFound"/>, <see cref="ErrorCode.ActionNotStarted"/>, <see cref="ErrorCode.ActionNotAbortable"/>, <see cref="ErrorCode.NotStoppable"/>, <see cref="ErrorCode.AlreadyStopping"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> AbortActionAsync(ExecutionId execution, AbortActionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Marks an action or a stage as failed (Harness: mark as failed; <see cref="Permissions.Permission.MarkFailed"/>): what runs is cancelled, and the failure strategy decides what follows. For a stage its own strategy runs once, instead of those of its actions, unless a stop is accepted first.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">What, and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.ActionNotFound"/>, <see cref="ErrorCode.MarkFailedDisabled"/>, <see cref="ErrorCode.StageNotStarted"/>, <see cref="ErrorCode.ActionNotStarted"/>, <see cref="ErrorCode.NotStoppable"/>, <see cref="ErrorCode.AlreadyStopping"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> MarkFailedAsync(ExecutionId execution, MarkFailedRequest request, CancellationToken cancellationToken = default);

    /// <summary>Picks what follows the failure of an action that waits for it (Harness: manual intervention; <see cref="Permissions.Permission.Execute"/>). <see cref="ErrorCode.Conflict"/> where it does not wait, or not any more.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">Which, and what.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.ActionNotFound"/>, <see cref="ErrorCode.AlreadyStopping"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> InterveneAsync(ExecutionId execution, InterveneRequest request, CancellationToken cancellationToken = default);

    /// <summary>Pauses an execution (Harness: pause; <see cref="Permissions.Permission.Execute"/>): running attempts finish, nothing new starts but rollback and finalizers, and once it is paused every clock stands still. Stop and abort end a pause. The receipt settles when it is paused. Code that waits for children which it may not start now keeps it from that: a root run is then pausing until it is unpaused, and starts nothing either way.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">Why.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.AlreadyPaused"/>, <see cref="ErrorCode.AlreadyStopping"/>, <see cref="ErrorCode.NotPausable"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> PauseAsync(ExecutionId execution, PauseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lets a paused execution go on (Harness: resume interrupt; <see cref="Permissions.Permission.Execute"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">Why.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.NotPaused"/>, <see cref="ErrorCode.AlreadyStopping"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> UnpauseAsync(ExecutionId execution, UnpauseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Releases what a closed execution left behind (<see cref="Permissions.Permission.ReleaseResources"/>), the last registered first. The receipt settles when each was tried; what failed is still listed, with its error, and the command can be sent again.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">Why.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StillRunning"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> ReleaseResourcesAsync(ExecutionId execution, ReleaseResourcesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs a stage again in the same execution (<see cref="Permissions.Permission.Execute"/> for it and the stages behind it).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">Which stage, which actions.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.StageNotRetryable"/>, <see cref="ErrorCode.StageSuperseded"/>, <see cref="ErrorCode.NotLatestExecution"/>, <see cref="ErrorCode.DefinitionChanged"/>, <see cref="ErrorCode.DefinitionNotFound"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> RetryStageAsync(ExecutionId execution, RetryStageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Continues in a new execution (<see cref="Permissions.Permission.Execute"/> for the stage and those behind it).</summary>
    /// <param name="execution">The latest execution of its lineage.</param>
    /// <param name="request">From which stage.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.NotResumable"/>, <see cref="ErrorCode.StageNotExecuted"/>, <see cref="ErrorCode.NotLatestExecution"/>, <see cref="ErrorCode.DefinitionChanged"/>, <see cref="ErrorCode.DefinitionNotFound"/>, <see cref="ErrorCode.InputsImmutable"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<ExecutionHandle> ResumeAsync(ExecutionId execution, ResumeRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs one stage again, in a new execution, as an earlier execution ran it (CodePipeline: stage rollback; <see cref="Permissions.Permission.Execute"/> for the stage).</summary>
    /// <param name="execution">The execution in which the stage succeeded; it stays untouched.</param>
    /// <param name="request">Which stage.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.UnableToReapply"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<ExecutionHandle> ReapplyAsync(ExecutionId execution, ReapplyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs a closed execution's pipeline again, under its newest definition, in a new execution (Flyte: rerun, recover; <see cref="Permissions.Permission.Execute"/> for each of its stages).</summary>
    /// <param name="execution">The closed execution; it stays untouched.</param>
    /// <param name="request">With which input, and what of it is reused.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.StillRunning"/>, <see cref="ErrorCode.DefinitionNotFound"/>, <see cref="ErrorCode.InputsImmutable"/>: another input where results are reused; <see cref="ErrorCode.ActionNotFound"/>: a forced action; <see cref="ErrorCode.InvalidRequest"/>: reuse for a staged pipeline; <see cref="ErrorCode.QueueFull"/>, <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<ExecutionHandle> RerunAsync(ExecutionId execution, RerunRequest request, CancellationToken cancellationToken = default);

    /// <summary>Waits for the result of a root run (<see cref="Permissions.Permission.View"/>): what its root has returned, however the execution closed.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the waiting, not the execution.</param>
    /// <exception cref="ActionException">The root has failed, or was aborted, abandoned or expired.</exception>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.InvalidRequest"/>: it is no root run; <see cref="ErrorCode.OutputMissing"/>, <see cref="ErrorCode.ResultTypeChanged"/>: it has no such result; <see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.HostStopped"/>.</exception>
    Task<TResult> GetResultAsync<TResult>(ExecutionId execution, CancellationToken cancellationToken = default);

    /// <summary>Approves what an execution waits for (CodePipeline: put approval result; <see cref="Permissions.Permission.Approve"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">The approval's token, and a comment.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.ActionNotFound"/>: no approval was asked for with this token; <see cref="ErrorCode.ApprovalClosed"/>: it was answered, withdrawn, or has expired; <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<Receipt> ApproveAsync(ExecutionId execution, ApproveRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Rejects what an execution waits for (<see cref="Permissions.Permission.Approve"/>). That is a failure which can't be retried: the nearest
    /// strategy decides. Under <see cref="FailureStrategy.Fail"/> stage and execution close as rejected, once the actions beside it have ended;
    /// under a stop they close as the stop says.
    /// </summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">The approval's token, and a comment.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException">As for an approval.</exception>
    Task<Receipt> RejectAsync(ExecutionId execution, RejectRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps executions out of a stage, in every mode (CodePipeline: disable stage transition; <see cref="Permissions.Permission.ManageGates"/>).
    /// Those that are past the gate go on, one whose condition is just being asked too, and a retry in the stage passes no gate. Those that
    /// arrive wait, and may still be stopped or superseded. Durable, and once it has returned nobody passes.
    /// </summary>
    /// <param name="request">Which gate, and why. Disabling a disabled gate replaces actor, reason and time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.DefinitionNotFound"/>, <see cref="ErrorCode.StageNotFound"/>, <see cref="ErrorCode.InvalidRequest"/>: there is no reason, or it is too long; <see cref="ErrorCode.Conflict"/>, <see cref="ErrorCode.PermissionDenied"/>, <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    Task<GateChange> DisableGateAsync(DisableGateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lets executions into a stage again (CodePipeline: enable stage transition; <see cref="Permissions.Permission.ManageGates"/>); who waits enters at once, as far as the mode allows.</summary>
    /// <param name="request">Which gate, and why.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException">As for disabling it; a reason isn't needed.</exception>
    Task<GateChange> EnableGateAsync(EnableGateRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// A pipeline's stages with gates, locks, waiting and latest executions (<see cref="Permissions.Permission.View"/>), in one consistent
    /// snapshot. Executions of the mode <see cref="ExecutionMode.Parallel"/> share nothing: each is shown as it was when it was asked, behind
    /// that snapshot. Executions that the caller may not view are counted and not named.
    /// </summary>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.DefinitionNotFound"/>, <see cref="ErrorCode.PermissionDenied"/>.</exception>
    Task<PipelineSnapshot> GetPipelineAsync(string pipeline, CancellationToken cancellationToken = default);

    /// <summary>Every pipeline that is registered, or of which something is stored, by name (<see cref="Permissions.Permission.View"/> for each; others are left out).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<PipelineSummary>> ListPipelinesAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads an execution (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.PermissionDenied"/>.</exception>
    Task<ExecutionSnapshot> GetAsync(ExecutionId execution, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists actions of an execution by number, declared ones and children, without what is below them (<see cref="Permissions.Permission.View"/>):
    /// page by page, for trees that are too large to be read whole. The next page comes behind the last number of this one.
    /// </summary>
    /// <param name="execution">The execution.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.ExecutionNotFound"/>, <see cref="ErrorCode.InvalidRequest"/>: the limit; <see cref="ErrorCode.PermissionDenied"/>.</exception>
    Task<IReadOnlyList<ActionSnapshot>> ListActionsAsync(ExecutionId execution, ActionQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists executions that the caller may view. Pages are by key over the order of starts: one that matches throughout is seen exactly once.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.InvalidRequest"/>: the limit or the page key.</exception>
    Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken = default);

    /// <summary>The executions of a lineage in order (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="execution">Any execution of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ExecutionSummary>> HistoryAsync(ExecutionId execution, CancellationToken cancellationToken = default);

    /// <summary>The events of an execution, those stored and those to come, without gaps or repeats (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="request">From where, until when.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    IAsyncEnumerable<ExecutionEvent> WatchAsync(ExecutionId execution, WatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Waits for the first close after the call, or returns at once if it is closed (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the waiting, not the execution.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.HostStopped"/>: the host was stopped first.</exception>
    Task<ExecutionSummary> WaitAsync(ExecutionId execution, CancellationToken cancellationToken = default);

    /// <summary>Each verb as it would be answered now to this caller (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Capabilities> GetCapabilitiesAsync(ExecutionId execution, CancellationToken cancellationToken = default);

    /// <summary>What a command would do to each action, decided on a copy (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="command">Any command that addresses an execution. What a failure strategy leads to afterwards, such as a rollback, is not foretold.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrchestrationException">The refusal that the command would meet.</exception>
    Task<Preview> PreviewAsync(ExecutionId execution, CommandRequest command, CancellationToken cancellationToken = default);

    /// <summary>The receipt of an accepted command, found again by its id (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="commandId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The receipt; null where no command of this id was accepted.</returns>
    Task<Receipt?> FindReceiptAsync(Guid commandId, CancellationToken cancellationToken = default);

    /// <summary>Refused and denied commands, newest first (<see cref="Permissions.Permission.View"/> of everything).</summary>
    /// <param name="limit">How many at the most: 1 to 1,000.</param>
    /// <param name="before">Only entries before this <see cref="AuditEntry.Position"/>; the newest where null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit = 100, long? before = null, CancellationToken cancellationToken = default);
}
