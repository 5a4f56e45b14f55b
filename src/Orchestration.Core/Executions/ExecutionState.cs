using Orchestration.Definitions;
using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>All that is known of one execution. Only <see cref="Apply"/> changes it; replaying a history gives an equal state.</summary>
internal sealed class ExecutionState
{
    private RareState? _rare;
    private List<AcceptedCommand>? _commands;
    private List<ResourceState>? _resources;
    private List<OrphanState>? _orphans;

    public ExecutionState(ExecutionId id, ExecutionStarted start)
    {
        Id = id;
        Start = start;
        PipelineStructure structure = start.Structure;
        Stages = new StageState[structure.Stages.Length];
        Actions = new ActionState[structure.Actions.Length];
        foreach (StageStructure stage in structure.Stages)
        {
            ref StageState state = ref Stages[stage.Index];
            state.Cursor = stage.FirstAction;
            state.ActiveGroup = -1;
            state.Counts.Add(ActionStatus.Pending, stage.ActionCount);
        }
    }

    private ExecutionState(ExecutionState other)
    {
        Id = other.Id;
        Start = other.Start;
        Version = other.Version;
        Status = other.Status;
        Closed = other.Closed;
        Intent = other.Intent;
        CurrentStage = other.CurrentStage;
        EnteredLast = other.EnteredLast;
        Stages = [.. other.Stages];
        Actions = [.. other.Actions];
        _rare = other._rare?.Clone();
        _commands = other._commands is null ? null : [.. other._commands];
        _resources = other._resources is null ? null : [.. other._resources];
        _orphans = other._orphans is null ? null : [.. other._orphans];
    }

    public ExecutionId Id { get; }

    /// <summary>Its first event.</summary>
    public ExecutionStarted Start { get; }

    public PipelineStructure Structure => Start.Structure;

    /// <summary>The sequence of the newest event applied.</summary>
    public long Version { get; set; }

    public ExecutionStatus Status { get; set; }

    /// <summary>How it closed; null while it is open.</summary>
    public ExecutionClosed? Closed { get; set; }

    /// <summary>The execution that continues it; it is the latest of its lineage where this is null.</summary>
    public ExecutionContinued? ContinuedBy
    {
        get => _rare?.ContinuedBy;
        set => Rare(value)?.ContinuedBy = value;
    }

    public Intent? Intent { get; set; }

    /// <summary>The first stage that is not closed; the number of stages where all are.</summary>
    public int CurrentStage { get; set; }

    /// <summary>The stage that was entered last; null where none was.</summary>
    public int? EnteredLast { get; set; }

    public StageState[] Stages { get; }

    public ActionState[] Actions { get; }

    /// <summary>The commands accepted after the start, in order.</summary>
    public List<AcceptedCommand> Commands => _commands ??= [];

    public List<ResourceState> Resources => _resources ??= [];

    public List<OrphanState> Orphans => _orphans ??= [];

    /// <summary>A command was accepted after the start. Most executions never see one, and make no list for it.</summary>
    public bool HasCommands => _commands is { Count: > 0 };

    public bool HasResources => _resources is { Count: > 0 };

    public bool HasOrphans => _orphans is { Count: > 0 };

    /// <summary>The newest asking of each approval that was asked for; null where none was.</summary>
    public List<ApprovalState>? Approvals
    {
        get => _rare?.Approvals;
        set => Rare(value)?.Approvals = value;
    }

    /// <summary>The newest retry of each action that was retried by its strategy since it was opened; null where none was.</summary>
    public List<ActionRetrying>? Retries
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
    public List<ActionIntent>? Intents
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
    public List<ActionClock>? Clocks
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
    public List<RolledBackAction>? RolledBack
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

    /// <summary>Its stages go on by themselves.</summary>
    public bool IsAdvancing => Status.IsAdvancing() && Missing is null;

    /// <summary>The limits of its actions, stages and pipeline count; those of rollback and finalizers are others.</summary>
    public bool HasRunningLimits => Rollback is null && Finish is null && !Status.IsClosed();

    /// <summary>The stage is being rolled back.</summary>
    public bool IsRollingBackIn(StageStructure stage) => this is { Rollback: { } rollback, Finish: null, Closed: null } && rollback.Stage == stage.Index;

    /// <summary>The engine still works on it: it is open, or what it left behind is being released.</summary>
    public bool IsUnfinished => !Status.IsClosed() || Release is not null;

    /// <summary>Since when the pipeline's time limit counts; a retry begins it again.</summary>
    public DateTimeOffset ClockSince =>
        HasCommands && Commands.FindLast(command => command.Verb == Verb.RetryStage) is { } retry ? retry.At : Start.At;

    /// <summary>It stands in front of its current stage, and gate or lock keep it out.</summary>
    public bool IsAwaitingEntry => CurrentStage < Stages.Length && Stages[CurrentStage].IsAwaitingEntry;

    /// <summary>It shares the locks of its pipeline with the other executions.</summary>
    public bool IsScoped => Structure.Mode != ExecutionMode.Parallel;

    public Target Target => new(Structure.Name, Id);

    /// <summary>The newest asking of an action's approval; null where it was not asked for.</summary>
    public ApprovalState? FindApproval(int action) => Approvals?.Find(approval => approval.Request.ActionIndex == action);

    /// <summary>The newest retry of an action since it was opened; null where it was not retried.</summary>
    public ActionRetrying? FindRetry(int action) => Retries?.Find(retry => retry.ActionIndex == action);

    /// <summary>Something may be due at some time.</summary>
    public bool HasTimes => Intent is not null || _rare is not null || Structure.HasTimeLimits;

    /// <summary>What an action's code is told that is asked to end; null where it is not.</summary>
    public StopReason? StopReasonOf(int action) =>
        FindIntent(action) is { } own && Intent is not { IsEffective: true, Mode: not StopMode.Wait } ? own.StopReason : Intent?.StopReason;

    /// <summary>What an action alone was asked to end for; null where it was not.</summary>
    public ActionIntent? FindIntent(int action) => Intents?.Find(intent => intent.ActionIndex == action);

    /// <summary>The newest intervention asked for of an action; null where none was.</summary>
    public InterventionRequested? FindIntervention(int action) => Interventions?.Find(asked => asked.ActionIndex == action);

    /// <summary>The rollback of an action since it was opened; null where there was none.</summary>
    public RolledBackAction? FindRollback(int action) => RolledBack?.Find(ended => ended.ActionIndex == action);

    /// <summary>Registered and not released, in the order of their registration.</summary>
    public IEnumerable<ResourceState> LeftBehind => _resources is null ? [] : _resources.Where(resource => !resource.IsReleased);

    /// <summary>Abandoned code of a stage still runs on this host. That of hosts which have ended counts as returned.</summary>
    public bool HasRunningOrphans(StageStructure stage, long epoch) => HasOrphans && Orphans.Exists(
        orphan => orphan.Returned is null && orphan.Attempt.Epoch == epoch && orphan.Attempt.Stage == stage.Name);

    public ExecutionState Clone() => new(this);

    /// <summary>Rebuilds the state from a history, or goes on from the state that its beginning gave.</summary>
    public static ExecutionState Replay(ExecutionId id, IEnumerable<ExecutionEvent> history, ExecutionState? state = null)
    {
        foreach (ExecutionEvent happened in history)
        {
            state ??= happened is ExecutionStarted start
                ? new ExecutionState(id, start)
                : throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The history of execution {id} does not begin with its start.");
            Apply.To(state, happened);
        }

        return state ?? throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The history of execution {id} is empty.");
    }

    /// <summary>What holds a rare value: made with the first one.</summary>
    private RareState? Rare(object? value) => value is null ? _rare : _rare ??= new RareState();
}
