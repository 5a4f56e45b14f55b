using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Declares a pipeline. Used inside <see cref="Pipeline.Define(string, System.Action{PipelineBuilder})"/>; not thread-safe.</summary>
public class PipelineBuilder
{
    private readonly List<StageBuilder> _stages = [];
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly Type? _inputType;
    private string _version = "1";
    private ExecutionMode _mode = ExecutionMode.Parallel;
    private UnlockPolicy _unlock = UnlockPolicy.Immediate;
    private FailureStrategy? _onFailure;

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

        Errors.ThrowIfAny(_name);

        PipelineStructure structure = new(
            _name,
            _version,
            _inputType?.FullName,
            Labels.Copy(_labels),
            [.. _stages.Select(stage => stage.ToStructure())],
            _mode,
            _unlock,
            _onFailure);
        return create(new PipelineParts(this, structure, [.. actions.Select(action => action.Binding)], [.. _stages.Select(stage => stage.Condition)], _inputType, []));
    }
}
