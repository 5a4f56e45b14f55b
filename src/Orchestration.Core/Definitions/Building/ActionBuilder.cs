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
        _onFailure = Pipeline.Errors.CheckStrategy($"action '{Place.Name}'", strategy);
        return this;
    }

    /// <summary>Runs the action again when it fails: short for <see cref="OnFailure"/> with <see cref="FailureStrategy.Retry"/>.</summary>
    /// <param name="count">How often: 1 to 1,000.</param>
    /// <param name="backoff">How long to wait before each retry; not at all by default.</param>
    /// <param name="then">What follows the last one; the stage's strategy by default, and its retries come on top.</param>
    public ActionBuilder Retry(int count, Backoff? backoff = null, FailureStrategy? then = null) => OnFailure(FailureStrategy.Retry(count, backoff, then));

    internal void Report(string error) => _stage.Pipeline.Errors.Add($"action '{Place.Name}' {error}");

    internal void Validate(ParallelBuilder group)
    {
        _stage.Pipeline.Errors.CheckName($"action of stage '{_stage.Name}'", Name);
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

    internal ActionStructure ToStructure() =>
        new(Name, _type, _input?.Type.FullName, _input?.From?.Index, _outputType?.FullName, Binding.When is not null, _onInterrupted, ApprovalTime, _onFailure);
}
