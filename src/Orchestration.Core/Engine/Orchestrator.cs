using System.Security.Claims;
using Orchestration.Executions;
using Orchestration.Model;
using Orchestration.Permissions;
using Orchestration.Receipts;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>The verbs for one caller. Each is in a file of its own.</summary>
internal sealed class Orchestrator(EngineCore engine, Caller caller) : IOrchestrator, IReceiptSource
{
    public IOrchestrator As(ClaimsPrincipal user) => new Orchestrator(engine, Caller.Of(user) with { EnsureMayAct = caller.EnsureMayAct });

    public ExecutionHandle GetHandle(ExecutionId execution) => new(this, execution);

    public async Task<ExecutionHandle> StartAsync(StartRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        VerbCall call = new(engine, caller, Verb.Start, execution: null, cancellationToken);
        try
        {
            caller.EnsureMayAct?.Invoke();
            await engine.Lifetime.EnsureStartedAsync().ConfigureAwait(false);
            return GetHandle(await StartVerb.RunAsync(call, request).ConfigureAwait(false));
        }
        catch (OrchestrationException refusal)
        {
            await call.AuditAsync(refusal, request.Reason, request.CommandId).ConfigureAwait(false);
            throw;
        }
    }

    public Task<Receipt> StopAsync(ExecutionId execution, StopRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Stop, execution, request, call => StopVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> AbortAsync(ExecutionId execution, AbortRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Abort, execution, request, call => AbortVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> AbortActionAsync(ExecutionId execution, AbortActionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Abort, execution, request, call => AbortActionVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> MarkFailedAsync(ExecutionId execution, MarkFailedRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.MarkFailed, execution, request, call => MarkFailedVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> InterveneAsync(ExecutionId execution, InterveneRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Intervene, execution, request, call => InterveneVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> PauseAsync(ExecutionId execution, PauseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Pause, execution, request, call => PauseVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> UnpauseAsync(ExecutionId execution, UnpauseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Unpause, execution, request, call => UnpauseVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> ReleaseResourcesAsync(ExecutionId execution, ReleaseResourcesRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.ReleaseResources, execution, request, call => ReleaseResourcesVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> RetryStageAsync(ExecutionId execution, RetryStageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.RetryStage, execution, request, call => RetryStageVerb.RunAsync(call, request), cancellationToken);
    }

    public async Task<ExecutionHandle> ResumeAsync(ExecutionId execution, ResumeRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        VerbCall call = new(engine, caller, Verb.Resume, execution, cancellationToken);
        return GetHandle(await call.RunAsync(one => ResumeVerb.RunAsync(one, request), request.Reason, request.CommandId).ConfigureAwait(false));
    }

    public async Task<ExecutionHandle> ReapplyAsync(ExecutionId execution, ReapplyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        VerbCall call = new(engine, caller, Verb.Reapply, execution, cancellationToken);
        return GetHandle(await call.RunAsync(one => ReapplyVerb.RunAsync(one, request), request.Reason, request.CommandId).ConfigureAwait(false));
    }

    public async Task<ExecutionHandle> RerunAsync(ExecutionId execution, RerunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        VerbCall call = new(engine, caller, Verb.Rerun, execution, cancellationToken);
        return GetHandle(await call.RunAsync(one => RerunVerb.RunAsync(one, request), request.Reason, request.CommandId).ConfigureAwait(false));
    }

    public Task<Receipt> ApproveAsync(ExecutionId execution, ApproveRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Approve, execution, request, call => AnswerApprovalVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<Receipt> RejectAsync(ExecutionId execution, RejectRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(Verb.Reject, execution, request, call => AnswerApprovalVerb.RunAsync(call, request), cancellationToken);
    }

    public Task<GateChange> DisableGateAsync(DisableGateRequest request, CancellationToken cancellationToken = default) =>
        ChangeGateAsync(Verb.DisableGate, request, cancellationToken);

    public Task<GateChange> EnableGateAsync(EnableGateRequest request, CancellationToken cancellationToken = default) =>
        ChangeGateAsync(Verb.EnableGate, request, cancellationToken);

    public Task<PipelineSnapshot> GetPipelineAsync(string pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return new VerbCall(engine, caller, Verb.GetPipeline, execution: null, cancellationToken).RunAsync(call => GetPipelineVerb.RunAsync(call, pipeline));
    }

    public Task<IReadOnlyList<PipelineSummary>> ListPipelinesAsync(CancellationToken cancellationToken = default) =>
        new VerbCall(engine, caller, Verb.GetPipeline, execution: null, cancellationToken).RunAsync(ListPipelinesVerb.RunAsync);

    public Task<ExecutionSnapshot> GetAsync(ExecutionId execution, CancellationToken cancellationToken = default) =>
        ReadAsync(Verb.Get, execution, call => call.AskAsync(state => Snapshot.Of(state, engine.Epoch)), cancellationToken);

    public Task<ExecutionSummary> WaitAsync(ExecutionId execution, CancellationToken cancellationToken = default) =>
        ReadAsync(Verb.Get, execution, WaitVerb.RunAsync, cancellationToken);

    public Task<IReadOnlyList<ActionSnapshot>> ListActionsAsync(ExecutionId execution, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new VerbCall(engine, caller, Verb.Get, execution, cancellationToken).RunAsync(call => ListActionsVerb.RunAsync(call, query));
    }

    public Task<TResult> GetResultAsync<TResult>(ExecutionId execution, CancellationToken cancellationToken = default) =>
        new VerbCall(engine, caller, Verb.Get, execution, cancellationToken).RunAsync(GetResultVerb.RunAsync<TResult>);

    public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new VerbCall(engine, caller, Verb.List, execution: null, cancellationToken).RunAsync(call => ListVerb.RunAsync(call, query));
    }

    public Task<IReadOnlyList<ExecutionSummary>> HistoryAsync(ExecutionId execution, CancellationToken cancellationToken = default) =>
        new VerbCall(engine, caller, Verb.History, execution, cancellationToken).RunAsync(HistoryVerb.RunAsync);

    public IAsyncEnumerable<ExecutionEvent> WatchAsync(ExecutionId execution, WatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WatchVerb.RunAsync(token => new VerbCall(engine, caller, Verb.Watch, execution, token), request, cancellationToken);
    }

    public Task<Capabilities> GetCapabilitiesAsync(ExecutionId execution, CancellationToken cancellationToken = default) =>
        new VerbCall(engine, caller, Verb.Capabilities, execution, cancellationToken).RunAsync(CapabilitiesVerb.RunAsync);

    public Task<Preview> PreviewAsync(ExecutionId execution, CommandRequest command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new VerbCall(engine, caller, Verb.Preview, execution, cancellationToken).RunAsync(call => PreviewVerb.RunAsync(call, command));
    }

    public async Task<Receipt?> FindReceiptAsync(Guid commandId, CancellationToken cancellationToken = default)
    {
        await engine.Lifetime.EnsureStartedAsync().ConfigureAwait(false);
        if (await FindReceiptVerb.FindExecutionAsync(engine, commandId, cancellationToken).ConfigureAwait(false) is not { } execution)
        {
            return await new VerbCall(engine, caller, Verb.Get, execution: null, cancellationToken).RunAsync(FindReceiptVerb.NotFoundAsync).ConfigureAwait(false);
        }

        VerbCall call = new(engine, caller, Verb.Get, execution, cancellationToken);
        return ToReceipt(execution, await call.RunAsync(one => FindReceiptVerb.RunAsync(one, commandId)).ConfigureAwait(false));
    }

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit = 100, long? before = null, CancellationToken cancellationToken = default) =>
        new VerbCall(engine, caller, Verb.Audit, execution: null, cancellationToken).RunAsync(call => AuditVerb.RunAsync(call, limit, before));

    public Task EffectiveAsync(ExecutionId execution, Guid command, CancellationToken cancellationToken) =>
        WaitForAsync(execution, call => call.AskAsync(state => ReceiptReader.FindEffective(state, command)), cancellationToken);

    public Task<Settlement> StandingAsync(ExecutionId execution, CancellationToken cancellationToken) =>
        WaitForAsync(execution, call => call.AskAsync(state => Settle.Of(state, SettledScope.Nothing(state))), cancellationToken);

    public Task<Settlement> SettledAsync(ExecutionId execution, Guid command, CancellationToken cancellationToken) =>
        WaitForAsync(execution, call => call.AskAsync(state => ReceiptReader.FindSettled(state, command)), cancellationToken);

    private Task<GateChange> ChangeGateAsync(Verb verb, GateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new VerbCall(engine, caller, verb, execution: null, cancellationToken)
            .RunAsync(call => GateVerb.RunAsync(call, request), request.Why, request.CommandId);
    }

    /// <summary>Who holds a receipt was allowed to send the command; no permission is asked again.</summary>
    private Task<T> WaitForAsync<T>(ExecutionId execution, Func<VerbCall, Task<T>> wait, CancellationToken cancellationToken) =>
        new VerbCall(engine, caller, Verb.Get, execution, cancellationToken).RunAsync(wait);

    private Task<T> ReadAsync<T>(Verb verb, ExecutionId execution, Func<VerbCall, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(new VerbCall(engine, caller, verb, execution, cancellationToken), read);

    /// <summary>Where nobody has to be asked, a reader pays for no layer in between.</summary>
    private Task<T> ReadAsync<T>(VerbCall call, Func<VerbCall, Task<T>> read) =>
        engine.Authorizer.AllowsAll && engine.Lifetime.IsStarted && caller.EnsureMayAct is null ? read(call) : AuthorizedReadAsync(call, read);

    private static Task<T> AuthorizedReadAsync<T>(VerbCall call, Func<VerbCall, Task<T>> read) => call.RunAsync(async one =>
    {
        await one.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        return await read(one).ConfigureAwait(false);
    });

    private async Task<Receipt> SendAsync(
        Verb verb, ExecutionId execution, CommandRequest request, Func<VerbCall, Task<CommandAnswer>> send, CancellationToken cancellationToken)
    {
        VerbCall call = new(engine, caller, verb, execution, cancellationToken);
        return ToReceipt(execution, await call.RunAsync(send, request.Reason, request.CommandId).ConfigureAwait(false));
    }

    private Receipt ToReceipt(ExecutionId execution, CommandAnswer answer) => new(this, execution, answer.Command, answer.Status, answer.HasEffect);
}
