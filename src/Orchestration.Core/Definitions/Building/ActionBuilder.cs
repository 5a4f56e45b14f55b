using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Settings of one action. Not thread-safe.</summary>
public sealed class ActionBuilder
{
    private readonly StageBuilder _stage;
    private readonly string _type;
    private readonly ActionInput? _input;
    private readonly Type? _outputType;
    private FailureStrategy? _onFailure;
    private OnInterrupted _onInterrupted = Orchestration.OnInterrupted.Retry;
    private bool _isAbortable;
    private TimeSpan? _timeout;
    private TimeSpan? _deadline;
    private TimeSpan? _rollbackDeadline;

    internal ActionBuilder(StageBuilder stage, string name, string type, ActionBinding binding, ActionInput? input, Type? outputType)
    {
        _stage = stage;
        _type = type;
        _input = input;
        _outputType = outputType;
        Name = name;
        Binding = binding;
        Place = new ActionPlace($"{stage.Name}/{name}");
    }

    internal string Name { get; }

    private PipelineBuilder Pipeline => _stage.Pipeline;

    internal ActionBinding Binding { get; }

    internal ActionPlace Place { get; }

    /// <summary>How long it may be answered; null where it is no approval.</summary>
    internal TimeSpan? ApprovalTime { get; set; }

    /// <summary>Asks once, on entry, whether the action runs; if not it is <see cref="ActionStatus.Skipped"/>. A condition that throws fails the action.</summary>
    /// <param name="condition">The question.</param>
    public ActionBuilder When(Func<ConditionContext, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return When((context, _) => ValueTask.FromResult(condition(context)));
    }

    /// <inheritdoc cref="When(Func{ConditionContext, bool})"/>
    public ActionBuilder When(Func<ConditionContext, CancellationToken, ValueTask<bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (Binding.When is not null)
        {
            _stage.Pipeline.Errors.Add($"action '{Place.Name}' has more than one condition.");
        }

        Binding.When = new Condition(condition);
        return this;
    }

    /// <summary>Says what becomes of the action when its host ends in the middle of it.</summary>
    /// <param name="policy"><see cref="Orchestration.OnInterrupted.Retry"/> by default.</param>
    public ActionBuilder OnInterrupted(OnInterrupted policy)
    {
        if (!Enum.IsDefined(policy))
        {
            _stage.Pipeline.Errors.Add($"action '{Place.Name}' has an unknown {nameof(OnInterrupted)} policy.");
        }

        _onInterrupted = policy;
        return this;
    }

    /// <summary>Says what follows a failure of the action; the stage's strategy by default.</summary>
    /// <param name="strategy">The strategy.</param>
    public ActionBuilder OnFailure(FailureStrategy strategy)
    {
        if (_onFailure is not null)
        {
            Pipeline.Errors.Add($"action '{Place.Name}' has more than one failure strategy; one follows another as its 'then'.");
        }

        _onFailure = Pipeline.Errors.CheckStrategy($"action '{Place.Name}'", strategy);
        return this;
    }

    /// <summary>Runs the action again when it fails: short for <see cref="OnFailure"/> with <see cref="FailureStrategy.Retry"/>.</summary>
    /// <param name="count">How often: 1 to 1,000.</param>
    /// <param name="backoff">How long to wait before each retry; not at all by default.</param>
    /// <param name="then">What follows the last one; the stage's strategy by default, and its retries come on top.</param>
    public ActionBuilder Retry(int count, Backoff? backoff = null, FailureStrategy? then = null) => OnFailure(FailureStrategy.Retry(count, backoff, then));

    /// <summary>Allows to abort the action on its own while the stage goes on (Harness: abort step, Flyte: external abort). It is not allowed by default.</summary>
    public ActionBuilder Abortable()
    {
        _isAbortable = true;
        return this;
    }

    /// <summary>
    /// Limits each attempt; there is no limit by default. When the time has passed the attempt's token is signalled. That is a failure which
    /// <see cref="FailureStrategy.Retry"/> may repeat, once the code has returned or its grace has ended.
    /// </summary>
    /// <param name="time">More than zero, at most 3,650 days, and no longer than <see cref="DeadlineAfter"/>.</param>
    public ActionBuilder TimeoutAfter(TimeSpan time)
    {
        _timeout = Pipeline.Errors.CheckTime($"action '{Place.Name}' limits an attempt to", time);
        return this;
    }

    /// <summary>
    /// Limits all attempts together, from the start of the first, with the waiting between them; there is no limit by default. Its expiry is
    /// a failure that can't be retried.
    /// </summary>
    /// <param name="time">More than zero, at most 3,650 days. The clock stands still while the execution is <see cref="ExecutionStatus.Paused"/>, and goes on while the host is down.</param>
    public ActionBuilder DeadlineAfter(TimeSpan time)
    {
        _deadline = Pipeline.Errors.CheckTime($"action '{Place.Name}' limits all attempts to", time);
        return this;
    }

    /// <summary>
    /// Gives the code that undoes the action where it has succeeded (Harness: rollback); see <see cref="IRollbackAction"/>, which an action's
    /// class may implement instead. Without either, a rollback only releases what the action registered.
    /// </summary>
    /// <param name="code">What undoes it.</param>
    public ActionBuilder OnRollback(Func<RollbackContext, CancellationToken, Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (Binding.Rollback is not null)
        {
            Report($"is undone in more than one way; give {nameof(OnRollback)} once, and not to a class that is an {nameof(IRollbackAction)}.");
        }

        Binding.Rollback = (frame, cancellationToken) => code(frame.Context, cancellationToken);
        return this;
    }

    /// <summary>Limits the code that undoes the action, be it given with <see cref="OnRollback"/> or its class's own. When the time has passed its token is signalled, and the rest of the rollback goes on.</summary>
    /// <param name="time">More than zero, at most 3,650 days; the engine's default where it is not said.</param>
    public ActionBuilder RollbackDeadlineAfter(TimeSpan time)
    {
        _rollbackDeadline = Pipeline.Errors.CheckTime($"action '{Place.Name}' limits its rollback to", time);
        return this;
    }

    internal void Report(string error) => _stage.Pipeline.Errors.Add($"action '{Place.Name}' {error}");

    internal void Validate(ParallelBuilder group)
    {
        _stage.Pipeline.Errors.CheckName($"action of stage '{_stage.Name}'", Name);
        if (_timeout > _deadline)
        {
            Report($"limits an attempt to {_timeout}, longer than all attempts together, {_deadline}.");
        }

        if (_rollbackDeadline is not null && Binding.Rollback is null)
        {
            Report("limits its rollback, and has no code that undoes it.");
        }

        if (_input is null)
        {
            return;
        }

        if (!ReferenceEquals(_input.Owner, _stage.Pipeline))
        {
            _stage.Pipeline.Errors.Add($"action '{Place.Name}' takes its input from another pipeline.");
        }
        else if (_input.From is { } from && group.Actions.Any(sibling => sibling.Place == from))
        {
            _stage.Pipeline.Errors.Add($"action '{Place.Name}' takes its input from '{from.Name}', which runs in parallel with it.");
        }
        else if (_input.From is { } source && source.Index >= Place.Index)
        {
            _stage.Pipeline.Errors.Add($"action '{Place.Name}' takes its input from '{source.Name}', which runs later.");
        }
    }

    internal ActionStructure ToStructure() => new(
        Name,
        _type,
        _input?.Type.FullName,
        _input?.From?.Index,
        _outputType?.FullName,
        Binding.When is not null,
        _onInterrupted,
        ApprovalTime,
        _onFailure,
        _isAbortable,
        _timeout,
        _deadline,
        canRollBack: Binding.Rollback is not null,
        _rollbackDeadline);
}
