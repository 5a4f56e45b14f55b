using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Declares actions that run in parallel. When one fails its siblings run to their end, and no later group starts. Not thread-safe.</summary>
public sealed class ParallelBuilder : ActionsBuilder
{
    private readonly StageBuilder _stage;
    private int? _maxParallel;

    internal ParallelBuilder(StageBuilder stage)
        : base(stage.Pipeline) => _stage = stage;

    internal List<ActionBuilder> Actions { get; } = [];

    private protected override StageBuilder Stage => _stage;

    /// <summary>Limits how many of the group's actions run at once. No limit by default.</summary>
    /// <param name="count">At least 1.</param>
    public ParallelBuilder MaxParallel(int count)
    {
        _maxParallel = count;
        return this;
    }

    internal void Validate()
    {
        if (Actions.Count == 0)
        {
            Pipeline.Errors.Add($"a parallel group of stage '{_stage.Name}' has no action.");
        }

        if (_maxParallel < 1)
        {
            Pipeline.Errors.Add($"a parallel group of stage '{_stage.Name}' allows {_maxParallel} actions at once; at least 1 is needed.");
        }

        foreach (ActionBuilder action in Actions)
        {
            action.Validate(this);
        }
    }

    internal GroupStructure ToStructure() => new(_maxParallel, [.. Actions.Select(action => action.ToStructure())]);

    private protected override void Add(ActionBuilder action) => Actions.Add(action);
}
