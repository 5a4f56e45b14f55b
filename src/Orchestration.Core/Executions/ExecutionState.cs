using Orchestration.Definitions;

namespace Orchestration.Executions;

/// <summary>All that is known of one execution. Only <see cref="Apply"/> changes it; replaying a history gives an equal state.</summary>
internal sealed class ExecutionState
{
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
        ContinuedBy = other.ContinuedBy;
        Intent = other.Intent;
        CurrentStage = other.CurrentStage;
        Stages = [.. other.Stages];
        Actions = [.. other.Actions];
        Commands = [.. other.Commands];
        Resources = [.. other.Resources];
        Orphans = [.. other.Orphans];
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
    public ExecutionContinued? ContinuedBy { get; set; }

    public Intent? Intent { get; set; }

    /// <summary>The first stage that is not closed; the number of stages where all are.</summary>
    public int CurrentStage { get; set; }

    public StageState[] Stages { get; }

    public ActionState[] Actions { get; }

    /// <summary>The commands accepted after the start, in order.</summary>
    public List<AcceptedCommand> Commands { get; } = [];

    public List<ResourceRegistered> Resources { get; } = [];

    public List<OrphanState> Orphans { get; } = [];

    public Target Target => new(Structure.Name, Id);

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
}
