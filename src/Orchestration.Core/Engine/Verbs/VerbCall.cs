using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Model;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>What every verb does around its own work: start the engine, ask for permission, keep refusals in the audit.</summary>
internal sealed class VerbCall(EngineCore engine, Caller caller, Verb verb, ExecutionId? execution, CancellationToken cancellationToken)
{
    public const int MaxReason = 200;

    public EngineCore Engine => engine;

    public Caller Caller => caller;

    public Verb Verb => verb;

    public CancellationToken CancellationToken => cancellationToken;

    public Target Target { get; private set; } = new(null, execution);

    public ExecutionId Execution => execution!.Value;

    /// <summary>The call addresses a pipeline, before there is an execution.</summary>
    public void Address(string pipeline, string? stage = null) => Target = Target with { Pipeline = pipeline, Stage = stage };

    private bool IsCommand => verb is
        Verb.Start or Verb.Stop or Verb.Abort or Verb.RetryStage or Verb.Resume or Verb.Reapply or
        Verb.Approve or Verb.Reject or Verb.DisableGate or Verb.EnableGate or
        Verb.MarkFailed or Verb.Intervene or Verb.Pause or Verb.Unpause or Verb.ReleaseResources or Verb.Rerun;

    /// <summary>Runs a verb; what it refuses or denies is kept.</summary>
    public async Task<T> RunAsync<T>(Func<VerbCall, Task<T>> run, string? reason = null, Guid? commandId = null)
    {
        try
        {
            caller.EnsureMayAct?.Invoke();
            await engine.Lifetime.EnsureStartedAsync().ConfigureAwait(false);
            return await run(this).ConfigureAwait(false);
        }
        catch (OrchestrationException refusal)
        {
            await AuditAsync(refusal, reason, commandId).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps a refusal, if it is one to be kept.</summary>
    public Task AuditAsync(OrchestrationException refusal, string? reason, Guid? commandId) =>
        IsAudited(refusal.Code) ? engine.Audit.RecordAsync(caller, refusal, reason, commandId) : Task.CompletedTask;

    /// <summary>Asks for permission on an execution before anything else of it is told.</summary>
    /// <param name="permission">What for.</param>
    /// <param name="stage">The addressed stage, if one is.</param>
    /// <param name="stages">The stages that will run, where each is asked for.</param>
    /// <param name="action">The addressed action, if one is.</param>
    /// <param name="runs">The definition that will run, where it is not the execution's own: its labels are asked about.</param>
    public async Task AuthorizeAsync(
        Permission permission,
        string? stage = null,
        Func<ExecutionStarted, IEnumerable<StageStructure>>? stages = null,
        string? action = null,
        Func<ExecutionStarted, PipelineStructure>? runs = null)
    {
        Target = Target with { Stage = stage, Action = action };
        if (engine.Authorizer.AllowsAll)
        {
            return;
        }

        ExecutionStarted? start = null;
        OrchestrationException? notFound = null;
        try
        {
            start = await AskAsync(state => state.Start).ConfigureAwait(false);
            Target = Target with { Pipeline = start.Pipeline };
        }
        catch (OrchestrationException exception) when (exception.Code == ErrorCode.ExecutionNotFound)
        {
            notFound = exception;
        }

        IEnumerable<StageStructure> asked = start is null || stages is null ? StageOf(start, stage) : stages(start);
        IReadOnlyDictionary<string, string>? labels = start is null || runs is null ? Authorizer.LabelsOf(start) : Authorizer.LabelsOf(start, runs(start));
        await engine.Authorizer.CheckAsync(caller, verb, permission, Target, labels, asked, cancellationToken).ConfigureAwait(false);
        if (notFound is not null)
        {
            throw notFound;
        }
    }

    /// <summary>A fact about the execution as it is now, or as soon as there is one.</summary>
    public Task<T> AskAsync<T>(Func<ExecutionState, T?> ask)
        where T : class
    {
        WaitItem<T> item = new(verb, Target, ask);
        engine.Executions.Post(Execution, item);
        return item.Answer.IsCompleted || !cancellationToken.CanBeCanceled ? item.Answer : AwaitAsync(item);
    }

    private async Task<T> AwaitAsync<T>(WaitItem<T> item)
        where T : class
    {
        try
        {
            return await item.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            item.Withdraw();
            throw;
        }
    }

    /// <summary>Sends a command and waits until it is durable.</summary>
    public async Task<CommandAnswer> SendAsync(Func<Turn, Decisions.Verdict> decide)
    {
        CommandItem item = new(verb, Target, decide);
        engine.Executions.Post(Execution, item);
        return await item.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks about an execution and, where it shares the locks of a pipeline, about those, as they are in one moment.</summary>
    public async Task<T> AskWithPipelineAsync<T>(Func<ExecutionState, Pipelines.PipelineState?, T> ask)
        where T : class
    {
        PipelineItem<T> item = new(
            verb, Target, turn => turn.State is { } state ? ask(state, turn.Pipeline) : throw Refusals.ExecutionNotFound(verb, Target));
        engine.Executions.Post(Execution, item);
        return await item.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who sends the command, and under which id.</summary>
    public Decisions.CommandBy By(CommandRequest request) => By(request.CommandId);

    public Decisions.CommandBy By(Guid? commandId) => commandId == Guid.Empty
        ? throw Invalid("a command id of zeros is none.")
        : new Decisions.CommandBy(commandId ?? engine.NewCommandId(), caller.Actor);

    public OrchestrationException Invalid(string why) => Refusals.Invalid(verb, Target, why);

    public void CheckReason(string? reason)
    {
        if (reason?.Length > MaxReason)
        {
            throw Invalid($"the reason has {reason.Length} characters; at most {MaxReason} are kept.");
        }
    }

    public void CheckEnding(EndingRequest request)
    {
        CheckReason(request.Reason);
        if (!Enum.IsDefined(request.Mode))
        {
            throw Invalid($"the mode {request.Mode} is unknown.");
        }

        if (!Enum.IsDefined(request.OnDuplicate))
        {
            throw Invalid($"{nameof(request.OnDuplicate)} {request.OnDuplicate} is unknown.");
        }

        if (!OptionRules.IsTime(request.Grace) || !OptionRules.IsTime(request.Deadline))
        {
            throw Invalid($"grace and deadline must be between zero and {OptionRules.LongestTime.Days} days.");
        }

        if (request.Deadline is not null && request.Mode != StopMode.Wait)
        {
            throw Invalid($"a deadline belongs to {nameof(StopMode)}.{nameof(StopMode.Wait)}; {request.Mode} acts at once.");
        }
    }

    private static IEnumerable<StageStructure> StageOf(ExecutionStarted? start, string? stage) =>
        stage is not null && start?.Structure.FindStage(stage) is { } found ? [found] : [];

    private bool IsAudited(ErrorCode code) => code == ErrorCode.PermissionDenied
        || (IsCommand && code is not (ErrorCode.StoreUnavailable or ErrorCode.StoreInUse or ErrorCode.StoreCorrupt or ErrorCode.HostStopped));
}
