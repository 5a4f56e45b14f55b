using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Declares a pipeline. Used inside <see cref="Pipeline.Define(string, System.Action{PipelineBuilder})"/>; not thread-safe.</summary>
public class PipelineBuilder
{
    private readonly List<StageBuilder> _stages = [];
    private readonly List<FinalizerBuilder> _finalizers = [];
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReleasePolicy> _releaseOfKinds = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly Type? _inputType;
    private string _version = "1";
    private ExecutionMode _mode = ExecutionMode.Parallel;
    private UnlockPolicy _unlock = UnlockPolicy.Immediate;
    private FailureStrategy? _onFailure;
    private TimeSpan? _limit;
    private bool _isRoot;
    private ReleasePolicy _release = ReleasePolicy.Never;

    internal PipelineBuilder(string name, Type? inputType)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
        _inputType = inputType;
    }

    internal DefinitionErrors Errors { get; } = new();

    /// <summary>Declares the version of the definition, a part of its fingerprint. Change it when only code changed and running executions must not be retried or resumed across the change.</summary>
    /// <param name="version">1 to 100 characters.</param>
    public PipelineBuilder Version(string version)
    {
        _version = version;
        return this;
    }

    /// <summary>Says how executions stand to each other; <see cref="ExecutionMode.Parallel"/> by default. Executions that have started keep the mode that they started with.</summary>
    /// <param name="mode">The mode.</param>
    public PipelineBuilder Mode(ExecutionMode mode)
    {
        if (!Enum.IsDefined(mode))
        {
            Errors.Add($"the mode {mode} is unknown.");
        }

        _mode = mode;
        return this;
    }

    /// <summary>Says when a stage that was left with abandoned code is free again; <see cref="UnlockPolicy.Immediate"/> by default.</summary>
    /// <param name="policy">The policy.</param>
    public PipelineBuilder Unlock(UnlockPolicy policy)
    {
        if (!Enum.IsDefined(policy))
        {
            Errors.Add($"the unlock policy {policy} is unknown.");
        }

        _unlock = policy;
        return this;
    }

    /// <summary>Says what follows a failure where neither action nor stage say it; <see cref="FailureStrategy.Fail"/> by default.</summary>
    /// <param name="strategy">The strategy.</param>
    public PipelineBuilder OnFailure(FailureStrategy strategy)
    {
        if (_onFailure is not null)
        {
            Errors.Add("the pipeline has more than one failure strategy; one follows another as its 'then'.");
        }

        _onFailure = Errors.CheckStrategy("the pipeline", strategy);
        return this;
    }

    /// <summary>Adds a label that permissions and lists can ask for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public PipelineBuilder Label(string name, string value)
    {
        Errors.CheckLabel($"pipeline '{_name}'", name, value);
        _labels[name ?? string.Empty] = value;
        return this;
    }

    /// <summary>Adds a stage behind those declared so far.</summary>
    /// <param name="name">Its name, unique in the pipeline.</param>
    public StageBuilder Stage(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StageBuilder stage = new(this, name);
        _stages.Add(stage);
        return stage;
    }

    /// <summary>
    /// Limits how long an execution may be open; there is no limit by default. When the time has passed, running actions are signalled as by
    /// a stop with <see cref="StopMode.Cancel"/>, the execution closes as <see cref="ExecutionStatus.Expired"/>, and no failure strategy runs.
    /// </summary>
    /// <param name="time">More than zero, at most 3,650 days. The clock stands still while the execution is <see cref="ExecutionStatus.Paused"/>, goes on while the host is down, and ends when a rollback or a finalizer begins.</param>
    public PipelineBuilder ExpiresAfter(TimeSpan time)
    {
        _limit = Errors.CheckTime("the pipeline expires after", time);
        return this;
    }

    /// <summary>Says when resources that an execution registered are released without being asked, where their kind has no policy of its own; <see cref="ReleasePolicy.Never"/> by default.</summary>
    /// <param name="rest">The policy.</param>
    public PipelineBuilder Release(ReleasePolicy rest)
    {
        _release = Errors.CheckPolicy("the pipeline", rest);
        return this;
    }

    /// <summary>Says when resources of one kind are released without being asked.</summary>
    /// <param name="kind">The kind that actions register, such as <c>container</c>; not empty, compared exactly.</param>
    /// <param name="policy">The policy.</param>
    public PipelineBuilder Release(string kind, ReleasePolicy policy)
    {
        if (string.IsNullOrWhiteSpace(kind))
        {
            Errors.Add("a release policy is for a kind without a name.");
        }

        _releaseOfKinds[kind ?? string.Empty] = Errors.CheckPolicy($"kind '{kind}'", policy);
        return this;
    }

    /// <summary>
    /// Adds a finalizer written as a delegate, behind those declared so far. Finalizers run one after the other at the end of executions that
    /// succeed, fail, expire or are rejected; no stop reaches them. See <see cref="IFinalizer"/>.
    /// </summary>
    /// <param name="name">Its name, unique among the pipeline's finalizers.</param>
    /// <param name="code">What it does.</param>
    /// <param name="configure">Its settings.</param>
    public PipelineBuilder Finally(string name, Func<FinalizerContext, CancellationToken, Task> code, System.Action<FinalizerBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Finally(name, TypeName.Delegate, (frame, cancellationToken) => code(frame.Context, cancellationToken), configure);
    }

    /// <summary>Adds a finalizer written as a class; see <see cref="Finally(string, Func{FinalizerContext, CancellationToken, Task}, System.Action{FinalizerBuilder}?)"/>.</summary>
    /// <typeparam name="TFinalizer">The class; taken from the host's services, or built with them.</typeparam>
    /// <param name="name">Its name, unique among the pipeline's finalizers.</param>
    /// <param name="configure">Its settings.</param>
    public PipelineBuilder Finally<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFinalizer>(
        string name,
        System.Action<FinalizerBuilder>? configure = null)
        where TFinalizer : class, IFinalizer =>
        Finally(
            name,
            TypeName.Of<TFinalizer>(),
            static (frame, cancellationToken) => frame.Create<TFinalizer>().FinalizeAsync(frame.Context, cancellationToken),
            configure);

    /// <summary>A root run: one stage of the pipeline's name, with one action.</summary>
    internal TPipeline BuildRoot<TPipeline>(
        string name, System.Action<StageBuilder, System.Action<ActionBuilder>> declare, System.Action<RootBuilder>? configure, Func<PipelineParts, TPipeline> create)
    {
        _isRoot = true;
        declare(Stage(name), action => configure?.Invoke(new RootBuilder(this, action)));
        return Build(create);
    }

    internal TPipeline Build<TPipeline>(Func<PipelineParts, TPipeline> create)
    {
        Errors.CheckName("pipeline", _name);
        Errors.CheckName("version", _version);
        if (_stages.Count == 0)
        {
            Errors.Add("it has no stage.");
        }

        // A stage may have been extended after a later one was begun: places are known only now.
        ActionBuilder[] actions = [.. _stages.SelectMany(stage => stage.Groups).SelectMany(group => group.Actions)];
        for (int index = 0; index < actions.Length; index++)
        {
            actions[index].Place.Index = index;
        }

        Errors.CheckUnique("stage", _stages.Select(stage => stage.Name));
        foreach (StageBuilder stage in _stages)
        {
            stage.Validate();
        }

        Errors.CheckUnique("finalizer", _finalizers.Select(finalizer => finalizer.Name));
        foreach (FinalizerBuilder finalizer in _finalizers)
        {
            Errors.CheckName("finalizer", finalizer.Name);
        }

        Errors.ThrowIfAny(_name);

        PipelineStructure structure = new(
            _name,
            _version,
            _inputType?.FullName,
            Labels.Copy(_labels),
            [.. _stages.Select(stage => stage.ToStructure())],
            _mode,
            _unlock,
            _onFailure,
            _limit,
            _finalizers.Count == 0 ? null : [.. _finalizers.Select(finalizer => finalizer.ToStructure())],
            ToRelease(),
            _isRoot);
        return create(new PipelineParts(
            this,
            structure,
            [.. actions.Select(action => action.Binding)],
            [.. _stages.Select(stage => stage.Condition)],
            _inputType,
            [.. _finalizers.Select(finalizer => finalizer.Binding)]));
    }

    private PipelineBuilder Finally(
        string name,
        string type,
        Func<IFinalizerFrame, CancellationToken, Task> run,
        System.Action<FinalizerBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        FinalizerBuilder finalizer = new(this, name, type, new FinalizerBinding(run));
        _finalizers.Add(finalizer);
        configure?.Invoke(finalizer);
        return this;
    }

    /// <summary>Null where nothing is released; a kind that is treated as the rest is not named. So equal policies have equal fingerprints.</summary>
    private ReleaseStructure? ToRelease()
    {
        SortedDictionary<string, ReleasePolicy> kinds = new(StringComparer.Ordinal);
        foreach ((string kind, ReleasePolicy policy) in _releaseOfKinds.Where(kind => kind.Value != _release))
        {
            kinds[kind] = policy;
        }

        return kinds.Count == 0 && _release == ReleasePolicy.Never ? null : new ReleaseStructure(_release, kinds);
    }
}
