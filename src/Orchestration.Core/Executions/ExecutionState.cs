using Orchestration.Definitions;
using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>All that is known of one execution. Only <see cref="Apply"/> changes it; replaying a history gives an equal state.</summary>
internal sealed partial class ExecutionState
{
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
        _tree = other._tree?.Clone();
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

    public Intent? Intent { get; set; }

    /// <summary>The first stage that is not closed; the number of stages where all are.</summary>
    public int CurrentStage { get; set; }

    /// <summary>The stage that was entered last; null where none was.</summary>
    public int? EnteredLast { get; set; }

    public StageState[] Stages { get; }

    /// <summary>By index; there may be room behind the last one of <see cref="ActionCount"/>.</summary>
    public ActionState[] Actions { get; private set; }

    /// <summary>The commands accepted after the start, in order.</summary>
    public List<AcceptedCommand> Commands => _commands ??= [];

    public List<ResourceState> Resources => _resources ??= [];

    public List<OrphanState> Orphans => _orphans ??= [];

    /// <summary>A command was accepted after the start. Most executions never see one, and make no list for it.</summary>
    public bool HasCommands => _commands is { Count: > 0 };

    public bool HasResources => _resources is { Count: > 0 };

    public bool HasOrphans => _orphans is { Count: > 0 };

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
    public ActionRetrying? FindRetry(int action) => Retries?.GetValueOrDefault(action);

    /// <summary>Something may be due at some time.</summary>
    public bool HasTimes => Intent is not null || _rare is not null || Structure.HasTimeLimits || _tree is { Ends.Count: > 0 };

    /// <summary>What an action's code is told that is asked to end; null where it is not.</summary>
    public StopReason? StopReasonOf(int action) =>
        (FindIntent(action) ?? FindAbove(action)) is { } asked && !IsTornDown(asked) ? asked.StopReason : Intent?.StopReason;

    /// <summary>What an action alone was asked to end for; null where it was not.</summary>
    public ActionIntent? FindIntent(int action) => Intents?.GetValueOrDefault(action);

    /// <summary>The newest intervention asked for of an action; null where none was.</summary>
    public InterventionRequested? FindIntervention(int action) => Interventions?.Find(asked => asked.ActionIndex == action);

    /// <summary>The rollback of an action since it was opened; null where there was none.</summary>
    public RolledBackAction? FindRollback(int action) => RolledBack?.GetValueOrDefault(action);

    /// <summary>The one registered last that is not released and meets a condition.</summary>
    public ResourceState? FindLastLeftBehind(Predicate<ResourceState> which) => _resources?.FindLast(resource => !resource.IsReleased && which(resource));

    /// <summary>Registered and not released, in the order of their registration.</summary>
    public IEnumerable<ResourceState> LeftBehind => _resources is null ? [] : _resources.Where(resource => !resource.IsReleased);

    /// <summary>Abandoned code of a stage still runs on this host. That of hosts which have ended counts as returned.</summary>
    public bool HasRunningOrphans(StageStructure stage, long epoch) => HasOrphans && Orphans.Exists(
        orphan => orphan.Returned is null && orphan.Epoch == epoch && orphan.Attempt.Stage == stage.Name);

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

    /// <summary>A stop that cancels or abandons, with an outcome at least as high, has taken the place of what one action was asked to end for.</summary>
    public bool IsTornDown(ActionIntent own) => Intent is { IsEffective: true, Mode: not StopMode.Wait } intent && intent.Outcome >= own.Outcome;

    /// <summary>What the code of an action is told that was closed without it in the very step that asked it to end.</summary>
    public StopReason? LastReasonOf(ActionStructure action) =>
        HasCommands && Commands.FindLast(command => command.Sequence > (Actions[action.Index].Begun?.Sequence ?? 0) && IsAskedToEndBy(action, command)) is { } last
            ? new StopReason(last.Verb == Verb.Abort ? StopReasonKind.Abort : StopReasonKind.MarkedFailed, last.Actor, last.Reason)
            : null;

    private static bool IsAskedToEndBy(ActionStructure action, AcceptedCommand command) =>
        command.Verb is Verb.Abort or Verb.MarkFailed && command.Addresses(action);
}
