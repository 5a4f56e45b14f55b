namespace Orchestration.Executions;

/// <summary>What most executions never have.</summary>
internal sealed partial class ExecutionState
{
    private RareState? _rare;

    /// <summary>The execution that continues it; it is the latest of its lineage where this is null.</summary>
    public ExecutionContinued? ContinuedBy
    {
        get => _rare?.ContinuedBy;
        set => Rare(value)?.ContinuedBy = value;
    }

    /// <summary>The newest asking of each approval that was asked for; null where none was.</summary>
    public List<ApprovalState>? Approvals
    {
        get => _rare?.Approvals;
        set => Rare(value)?.Approvals = value;
    }

    /// <summary>The newest retry of each action that was retried by its strategy since it was opened; null where none was.</summary>
    public SortedDictionary<int, ActionRetrying>? Retries
    {
        get => _rare?.Retries;
        set => Rare(value)?.Retries = value;
    }

    /// <summary>The definition is missing since then; null where it is registered.</summary>
    public DefinitionMissing? Missing
    {
        get => _rare?.Missing;
        set => Rare(value)?.Missing = value;
    }

    /// <summary>What single actions were asked to end for; null where none was.</summary>
    public SortedDictionary<int, ActionIntent>? Intents
    {
        get => _rare?.Intents;
        set => Rare(value)?.Intents = value;
    }

    /// <summary>The newest intervention asked for of each action; null where none was.</summary>
    public List<InterventionRequested>? Interventions
    {
        get => _rare?.Interventions;
        set => Rare(value)?.Interventions = value;
    }

    /// <summary>The clocks of actions with a deadline that have begun; null where there is none.</summary>
    public SortedDictionary<int, ActionClock>? Clocks
    {
        get => _rare?.Clocks;
        set => Rare(value)?.Clocks = value;
    }

    /// <summary>When every clock stood still; null where it never was paused.</summary>
    public List<PauseInterval>? Pauses
    {
        get => _rare?.Pauses;
        set => Rare(value)?.Pauses = value;
    }

    /// <summary>The stage in which it is was marked as failed.</summary>
    public StageMark? Mark
    {
        get => _rare?.Mark;
        set => Rare(value)?.Mark = value;
    }

    /// <summary>The rollback that goes on, or was the last one; null where there was none.</summary>
    public RollbackState? Rollback
    {
        get => _rare?.Rollback;
        set => Rare(value)?.Rollback = value;
    }

    /// <summary>The actions that were rolled back since they were opened; null where none was.</summary>
    public SortedDictionary<int, RolledBackAction>? RolledBack
    {
        get => _rare?.RolledBack;
        set => Rare(value)?.RolledBack = value;
    }

    /// <summary>The decided outcome, once finalizers run or resources are released by policy.</summary>
    public FinalizingStarted? Finish
    {
        get => _rare?.Finish;
        set => Rare(value)?.Finish = value;
    }

    /// <summary>The finalizers that have ended at this close or the one before; null where none has.</summary>
    public List<FinalizerEnded>? Finalizers
    {
        get => _rare?.Finalizers;
        set => Rare(value)?.Finalizers = value;
    }

    /// <summary>What was left behind is being released.</summary>
    public ReleaseRequested? Release
    {
        get => _rare?.Release;
        set => Rare(value)?.Release = value;
    }

    /// <summary>The one rollback, finalizer or cleaner that runs.</summary>
    public CleanupStep? Step
    {
        get => _rare?.Step;
        set => Rare(value)?.Step = value;
    }

    /// <summary>How far the actions are, or were, that have told it last; null where none has.</summary>
    public SortedDictionary<int, ProgressReported>? Progress
    {
        get => _rare?.Progress;
        set => Rare(value)?.Progress = value;
    }

    /// <summary>Results of an earlier execution that starts with the same keys take over, by stage and action; null where it is no rerun that reuses.</summary>
    public IReadOnlyDictionary<(string Stage, string Action), CarriedResult>? Carried
    {
        get => _rare?.Carried;
        set => Rare(value)?.Carried = value;
    }

    /// <summary>By declared action: results of children before this index are not reused, because all was to run again or was undone; null where nothing was.</summary>
    public SortedDictionary<int, int>? Fresh
    {
        get => _rare?.Fresh;
        set => Rare(value)?.Fresh = value;
    }

    /// <summary>When the limits of running attempts pass, by time and action; null where none is limited. See <see cref="TimeoutClock"/>.</summary>
    public SortedSet<(long Ticks, int Action)>? Timeouts
    {
        get => _rare?.Timeouts;
        set => Rare(value)?.Timeouts = value;
    }

    /// <summary>What holds a rare value: made with the first one.</summary>
    private RareState? Rare(object? value) => value is null ? _rare : _rare ??= new RareState();
}
