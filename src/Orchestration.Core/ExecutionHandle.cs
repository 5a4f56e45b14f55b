namespace Orchestration;

/// <summary>One execution, as one caller sees it. It holds no state: every member asks the orchestrator. Thread-safe.</summary>
public partial class ExecutionHandle
{
    private readonly IOrchestrator _orchestrator;

    internal ExecutionHandle(IOrchestrator orchestrator, ExecutionId id)
    {
        _orchestrator = orchestrator;
        Id = id;
    }

    /// <summary>The execution.</summary>
    public ExecutionId Id { get; }

    /// <summary>The same execution with a result of this type, if it is a root run that has one.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    public ExecutionHandle<TResult> WithResult<TResult>() => new(_orchestrator, Id);

    /// <inheritdoc cref="IOrchestrator.GetAsync"/>
    public Task<ExecutionSnapshot> GetAsync(CancellationToken cancellationToken = default) => _orchestrator.GetAsync(Id, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.ListActionsAsync"/>
    public Task<IReadOnlyList<ActionSnapshot>> ListActionsAsync(ActionQuery query, CancellationToken cancellationToken = default) =>
        _orchestrator.ListActionsAsync(Id, query, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.WaitAsync"/>
    public Task<ExecutionSummary> WaitAsync(CancellationToken cancellationToken = default) => _orchestrator.WaitAsync(Id, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.HistoryAsync"/>
    public Task<IReadOnlyList<ExecutionSummary>> HistoryAsync(CancellationToken cancellationToken = default) =>
        _orchestrator.HistoryAsync(Id, cancellationToken);

    /// <summary>The events from the beginning, those stored and those to come, until the execution closes.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<ExecutionEvent> WatchAsync(CancellationToken cancellationToken = default) =>
        _orchestrator.WatchAsync(Id, new WatchRequest(), cancellationToken);

    /// <inheritdoc cref="IOrchestrator.WatchAsync"/>
    public IAsyncEnumerable<ExecutionEvent> WatchAsync(WatchRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.WatchAsync(Id, request, cancellationToken);

    /// <summary>Stops the execution.</summary>
    /// <param name="mode">What happens to actions in flight.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> StopAsync(StopMode mode = StopMode.Wait, string? reason = null, CancellationToken cancellationToken = default) =>
        StopAsync(new StopRequest { Mode = mode, Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.StopAsync"/>
    public Task<Receipt> StopAsync(StopRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.StopAsync(Id, request, cancellationToken);

    /// <summary>Aborts the execution.</summary>
    /// <param name="mode">What happens to actions in flight.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> AbortAsync(StopMode mode = StopMode.Wait, string? reason = null, CancellationToken cancellationToken = default) =>
        AbortAsync(new AbortRequest { Mode = mode, Reason = reason }, cancellationToken);

    /// <summary>Aborts a stage, and with it the execution.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="mode">What happens to actions in flight.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> AbortStageAsync(string stage, StopMode mode = StopMode.Wait, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return AbortAsync(new AbortRequest { Stage = stage, Mode = mode, Reason = reason }, cancellationToken);
    }

    /// <inheritdoc cref="IOrchestrator.AbortAsync"/>
    public Task<Receipt> AbortAsync(AbortRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.AbortAsync(Id, request, cancellationToken);

    /// <summary>Aborts one action, with everything below it: one that is declared abortable, or a child that code has started.</summary>
    /// <param name="id">Its number in the execution; see <see cref="ActionSnapshot.Id"/>.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> AbortActionAsync(int id, string? reason = null, CancellationToken cancellationToken = default) =>
        AbortActionAsync(AbortActionRequest.ById(id) with { Reason = reason }, cancellationToken);

    /// <summary>Aborts one action, with everything below it: one that is declared abortable, or a child that code has started.</summary>
    /// <param name="stage">The name of its stage.</param>
    /// <param name="action">Its name; that of a child is its path in the stage, such as <c>root/train-2</c>.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="resolution">What the abort counts as; the action stays aborted by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> AbortActionAsync(
        string stage,
        string action,
        string? reason = null,
        AbortResolution resolution = AbortResolution.Strategy,
        CancellationToken cancellationToken = default) =>
        AbortActionAsync(new AbortActionRequest(stage, action) { Reason = reason, Resolution = resolution }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.AbortActionAsync"/>
    public Task<Receipt> AbortActionAsync(AbortActionRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.AbortActionAsync(Id, request, cancellationToken);

    /// <summary>Marks the stage in which the execution is as failed, so that its failure strategy runs.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> MarkStageFailedAsync(string stage, string? reason = null, CancellationToken cancellationToken = default) =>
        MarkFailedAsync(new MarkFailedRequest(stage) { Reason = reason }, cancellationToken);

    /// <summary>Marks an action as failed, so that its failure strategy runs.</summary>
    /// <param name="stage">The name of its stage.</param>
    /// <param name="action">Its name.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> MarkActionFailedAsync(string stage, string action, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return MarkFailedAsync(new MarkFailedRequest(stage, action) { Reason = reason }, cancellationToken);
    }

    /// <inheritdoc cref="IOrchestrator.MarkFailedAsync"/>
    public Task<Receipt> MarkFailedAsync(MarkFailedRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.MarkFailedAsync(Id, request, cancellationToken);

    /// <summary>Picks what follows the failure of an action that waits for it.</summary>
    /// <param name="stage">The name of its stage.</param>
    /// <param name="action">Its name.</param>
    /// <param name="choice">What follows.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> InterveneAsync(
        string stage, string action, Intervention choice, string? reason = null, CancellationToken cancellationToken = default) =>
        InterveneAsync(new InterveneRequest(stage, action, choice) { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.InterveneAsync"/>
    public Task<Receipt> InterveneAsync(InterveneRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.InterveneAsync(Id, request, cancellationToken);

    /// <summary>Pauses the execution; the receipt settles when it is paused.</summary>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> PauseAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        PauseAsync(new PauseRequest { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.PauseAsync"/>
    public Task<Receipt> PauseAsync(PauseRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.PauseAsync(Id, request, cancellationToken);

    /// <summary>Lets the paused execution go on.</summary>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> UnpauseAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        UnpauseAsync(new UnpauseRequest { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.UnpauseAsync"/>
    public Task<Receipt> UnpauseAsync(UnpauseRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.UnpauseAsync(Id, request, cancellationToken);

    /// <summary>Releases what the closed execution left behind.</summary>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> ReleaseResourcesAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        ReleaseResourcesAsync(new ReleaseResourcesRequest { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.ReleaseResourcesAsync"/>
    public Task<Receipt> ReleaseResourcesAsync(ReleaseResourcesRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.ReleaseResourcesAsync(Id, request, cancellationToken);

    /// <summary>Approves what the execution waits for.</summary>
    /// <param name="token">The approval's token.</param>
    /// <param name="comment">A comment; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> ApproveAsync(string token, string? comment = null, CancellationToken cancellationToken = default) =>
        ApproveAsync(new ApproveRequest(token) { Reason = comment }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.ApproveAsync"/>
    public Task<Receipt> ApproveAsync(ApproveRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.ApproveAsync(Id, request, cancellationToken);

    /// <summary>Rejects what the execution waits for.</summary>
    /// <param name="token">The approval's token.</param>
    /// <param name="comment">A comment; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> RejectAsync(string token, string? comment = null, CancellationToken cancellationToken = default) =>
        RejectAsync(new RejectRequest(token) { Reason = comment }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.RejectAsync"/>
    public Task<Receipt> RejectAsync(RejectRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.RejectAsync(Id, request, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.GetCapabilitiesAsync"/>
    public Task<Capabilities> GetCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        _orchestrator.GetCapabilitiesAsync(Id, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.PreviewAsync"/>
    public Task<Preview> PreviewAsync(CommandRequest command, CancellationToken cancellationToken = default) =>
        _orchestrator.PreviewAsync(Id, command, cancellationToken);

    /// <summary>Waits until no abandoned code of the execution runs any more (<see cref="Permissions.Permission.View"/>).</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The execution as it stands then.</returns>
    public async Task<ExecutionSnapshot> OrphansReturnedAsync(CancellationToken cancellationToken = default)
    {
        ExecutionSnapshot snapshot = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (!snapshot.Orphans.Any(orphan => orphan.IsRunning))
        {
            return snapshot;
        }

        WatchRequest rest = new() { FromSequence = snapshot.Version + 1, Until = WatchUntil.Forever };
        await foreach (ExecutionEvent happened in WatchAsync(rest, cancellationToken).ConfigureAwait(false))
        {
            if (happened is OrphanReturned)
            {
                snapshot = await GetAsync(cancellationToken).ConfigureAwait(false);
                if (!snapshot.Orphans.Any(orphan => orphan.IsRunning))
                {
                    break;
                }
            }
        }

        return snapshot;
    }
}
