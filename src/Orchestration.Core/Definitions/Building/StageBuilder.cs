using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Declares a stage: the unit of retry and resume. Its actions and parallel groups run one after the other. Not thread-safe.</summary>
public sealed class StageBuilder : ActionsBuilder
{
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    private FailureStrategy? _onFailure;
    private TimeSpan? _limit;

    internal StageBuilder(PipelineBuilder pipeline, string name)
        : base(pipeline) => Name = name;

    internal string Name { get; }

    internal Condition? Condition { get; private set; }

    internal List<ParallelBuilder> Groups { get; } = [];

    private protected override StageBuilder Stage => this;

    /// <summary>Adds a label over those of the pipeline, such as <c>environment</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public StageBuilder Label(string name, string value)
    {
        Pipeline.Errors.CheckLabel($"stage '{Name}'", name, value);
        _labels[name ?? string.Empty] = value;
        return this;
    }

    /// <summary>Asks once, on entry, whether the stage is entered; if not it is <see cref="StageStatus.Skipped"/>. A condition that throws fails the stage.</summary>
    /// <param name="condition">The question.</param>
    public StageBuilder When(Func<ConditionContext, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return When((context, _) => ValueTask.FromResult(condition(context)));
    }

    /// <inheritdoc cref="When(Func{ConditionContext, bool})"/>
    public StageBuilder When(Func<ConditionContext, CancellationToken, ValueTask<bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (Condition is not null)
        {
            Pipeline.Errors.Add($"stage '{Name}' has more than one condition.");
        }

        Condition = new Condition(condition);
        return this;
    }

    /// <summary>Says what follows a failure of one of its actions that says nothing itself; the pipeline's strategy by default.</summary>
    /// <param name="strategy">The strategy.</param>
    public StageBuilder OnFailure(FailureStrategy strategy)
    {
        if (_onFailure is not null)
        {
            Pipeline.Errors.Add($"stage '{Name}' has more than one failure strategy; one follows another as its 'then'.");
        }

        _onFailure = Pipeline.Errors.CheckStrategy($"stage '{Name}'", strategy);
        return this;
    }

    /// <summary>
    /// Limits how long the stage may be open once it was entered; there is no limit by default. When the time has passed, running actions are
    /// signalled as by a stop with <see cref="StopMode.Cancel"/>, stage and execution close as expired, and no failure strategy runs.
    /// </summary>
    /// <param name="time">More than zero, at most 3,650 days. The clock stands still while the execution is <see cref="ExecutionStatus.Paused"/>, goes on while the host is down, and ends when a rollback begins.</param>
    public StageBuilder ExpiresAfter(TimeSpan time)
    {
        _limit = Pipeline.Errors.CheckTime($"stage '{Name}' expires after", time);
        return this;
    }

    /// <summary>Adds a group of actions that run in parallel.</summary>
    /// <param name="define">Declares the group's actions and limit.</param>
    public StageBuilder Parallel(System.Action<ParallelBuilder> define)
    {
        ArgumentNullException.ThrowIfNull(define);
        ParallelBuilder group = new(this);
        Groups.Add(group);
        define(group);
        return this;
    }

    internal void Validate()
    {
        Pipeline.Errors.CheckName("stage", Name);
        Pipeline.Errors.CheckUnique($"action of stage '{Name}'", Groups.SelectMany(group => group.Actions).Select(action => action.Name));
        if (Groups.Count == 0)
        {
            Pipeline.Errors.Add($"stage '{Name}' has no action.");
        }

        foreach (ParallelBuilder group in Groups)
        {
            group.Validate();
        }
    }

    internal StageStructure ToStructure() =>
        new(Name, Condition is not null, Labels.Copy(_labels), [.. Groups.Select(group => group.ToStructure())], _onFailure, _limit);

    private protected override void Add(ActionBuilder action)
    {
        ParallelBuilder single = new(this);
        single.Actions.Add(action);
        Groups.Add(single);
    }
}
