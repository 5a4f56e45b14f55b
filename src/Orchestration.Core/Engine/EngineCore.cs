using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestration.Diagnostics;
using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Model;
using Orchestration.Permissions;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>What every execution in memory shares: the store, the clock, threads, timers, definitions; and whether the engine runs.</summary>
internal sealed class EngineCore : IAsyncDisposable
{
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;
    private readonly IdSource _ids;

    public EngineCore(
        OrchestrationOptions options,
        IExecutionStore store,
        IPermissionEvaluator permissions,
        IEnumerable<Pipeline> pipelines,
        IServiceScopeFactory scopes,
        TimeProvider time,
        Scheduler scheduler,
        ILoggerFactory loggers)
    {
        OptionRules.Check(options);
        _scopes = scopes;
        _logger = loggers.CreateLogger(DiagnosticNames.LogCategory);
        Options = options;
        Limits = new TimeLimits(options.DefaultGrace, options.RollbackDeadline, options.FinalizerDeadline, options.ReleaseDeadline);
        Store = store;
        Time = time;
        Scheduler = scheduler;
        Payloads = new PayloadSerializer(options.Json);
        Pipelines = new PipelineCatalog(pipelines, Payloads);
        Journal = new Journal(store, scheduler, _logger);
        Timers = new Timers(time);
        Executions = new ExecutionRegistry(this);
        Scopes = new PipelineScopes(this);
        Audit = new AuditLog(this, _logger);
        Authorizer = new Authorizer(this, permissions, _logger);
        Lifetime = new EngineLifetime(this, _logger);
        _ids = new IdSource(time);
    }

    public OrchestrationOptions Options { get; }

    public TimeLimits Limits { get; }

    public IExecutionStore Store { get; }

    public TimeProvider Time { get; }

    public Scheduler Scheduler { get; }

    public PayloadSerializer Payloads { get; }

    public PipelineCatalog Pipelines { get; }

    public Journal Journal { get; }

    public Timers Timers { get; }

    public ExecutionRegistry Executions { get; }

    public PipelineScopes Scopes { get; }

    public AuditLog Audit { get; }

    public Authorizer Authorizer { get; }

    public EngineLifetime Lifetime { get; }

    /// <summary>The epoch under which this engine owns the store.</summary>
    public long Epoch => Lifetime.Epoch;

    /// <summary>False while the host shuts down: nothing new starts.</summary>
    public bool IsAdmitting => Lifetime.IsAdmitting;

    /// <summary>Nothing is decided any more.</summary>
    public bool IsParked => Lifetime.IsParked;

    public Guid NewCommitId() => _ids.NewCommit();

    public Guid NewCommandId() => _ids.NewCommand();

    public AsyncServiceScope CreateScope() => _scopes.CreateAsyncScope();

    /// <summary>The orchestrator that an action's code acts with: the starter's rights, the action's name.</summary>
    public IOrchestrator AgentOf(ExecutionState state, string action, Action ensureMayAct) => new Orchestrator(
        this,
        Caller.Of(Starter.ToPrincipal(state.Start)) with { Actor = $"{state.Start.Actor} ({action} of {state.Id})", EnsureMayAct = ensureMayAct });

    /// <summary>Reads an execution whole; null where there is none.</summary>
    public async Task<ExecutionState?> LoadAsync(ExecutionId id, CancellationToken cancellationToken = default)
    {
        const int PageSize = 1_000;
        ExecutionState? state = null;
        IReadOnlyList<ExecutionEvent> page;
        do
        {
            page = await Store.ReadAsync(id, (state?.Version ?? 0) + 1, PageSize, cancellationToken).ConfigureAwait(false);
            state = page.Count == 0 ? state : Replay(id, page, state);
        }
        while (page.Count >= PageSize);
        if (state is not null && !state.Status.IsClosed() && Pipelines.ByFingerprint(state.Start.Fingerprint) is null)
        {
            _logger.DefinitionMissing(id, state.Structure.Name);
        }

        return state;
    }

    private static ExecutionState Replay(ExecutionId id, IReadOnlyList<ExecutionEvent> page, ExecutionState? state)
    {
        try
        {
            return ExecutionState.Replay(id, page, state);
        }
        catch (Exception exception) when (exception is not (OrchestrationException or OutOfMemoryException))
        {
            // Events that can be read one by one, and make no sense together.
            throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The history of execution {id} contradicts itself: {exception.Message}", exception);
        }
    }

    /// <summary>The earlier executions of a lineage, newest first. They are continued, so they don't change any more but for their orphans.</summary>
    public async Task<IReadOnlyList<ExecutionState>> LoadAncestorsAsync(ExecutionState state, CancellationToken cancellationToken)
    {
        List<ExecutionState> ancestors = [];
        for (ExecutionId? id = state.Start.Lineage.ResumedFrom; id is { } ancestor; id = ancestors[^1].Start.Lineage.ResumedFrom)
        {
            ancestors.Add(await LoadAsync(ancestor, cancellationToken).ConfigureAwait(false)
                ?? throw new OrchestrationException(ErrorCode.StoreCorrupt, $"Execution {ancestor} of the lineage of {state.Id} is missing."));
        }

        return ancestors;
    }

    public OrchestrationException StoppedError() => Lifetime.StoppedError();

    /// <param name="scope">The execution or pipeline, in words.</param>
    public OrchestrationException StoreError(string scope)
    {
        _logger.StoreFailed(scope);
        return new OrchestrationException(ErrorCode.StoreUnavailable, $"The store did not take the command for {scope}. It may be sent again with the same command id.");
    }

    /// <inheritdoc cref="StoreError"/>
    public OrchestrationException LoadError(string scope, Exception exception)
    {
        _logger.LoadFailed(scope, exception);
        return exception as OrchestrationException
            ?? new OrchestrationException(ErrorCode.StoreUnavailable, $"What the store has of {scope} can't be read: {exception.Message}", exception);
    }

    /// <summary>A host that disposes its services stops the engine, whatever it has asked them for; the store is disposed after it.</summary>
    public async ValueTask DisposeAsync() => await Lifetime.StopAsync(CancellationToken.None).ConfigureAwait(false);

    /// <inheritdoc cref="StoreError"/>
    public void ReportDefect(string scope, Exception exception) => _logger.Defect(scope, exception);

    public void WarnOfOrphans(ExecutionState entering, string stage, ExecutionState earlier, int count) =>
        Scheduler.Queue(new OrphanWarning(_logger, entering, stage, earlier, count));

    public void ReportUserCode(ExecutionId id, string action, Exception exception) => _logger.UserCodeThrew(id, action, exception);
}
