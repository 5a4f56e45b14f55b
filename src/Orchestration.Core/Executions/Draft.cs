namespace Orchestration.Executions;

/// <summary>One turn's changes to one execution: each event is applied at once, and kept to be stored. Nobody outside sees a draft.</summary>
internal sealed class Draft
{
    private readonly List<ExecutionEvent> _events = [];

    public Draft(ExecutionState state, DateTimeOffset now, long epoch, bool isAdmitting = true) => Renew(state, now, epoch, isAdmitting);

    public ExecutionState State { get; private set; } = null!;

    /// <summary>The time of the turn.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The owner's epoch, which new attempts carry.</summary>
    public long Epoch { get; private set; }

    /// <summary>False while the host shuts down: what runs goes on, nothing starts.</summary>
    public bool IsAdmitting { get; private set; }

    public List<ExecutionEvent> Events => _events;

    /// <summary>The version that the draft began with.</summary>
    public long BaseVersion => State.Version - _events.Count;

    /// <summary>The execution was closed in this turn, and is.</summary>
    public bool HasClosed => State.Closed?.Sequence > BaseVersion;

    /// <summary>An event changed what lists show.</summary>
    public bool IsSummaryTouched { get; private set; }

    /// <summary>Begins a new execution with its first event.</summary>
    public static Draft Begin(ExecutionId id, ExecutionStarted start, DateTimeOffset now, long epoch, bool isAdmitting)
    {
        Draft draft = new(new ExecutionState(id, start), now, epoch, isAdmitting);
        draft.Emit(start);
        return draft;
    }

    /// <summary>Makes an empty draft of it, for the next turn.</summary>
    public void Renew(ExecutionState state, DateTimeOffset now, long epoch, bool isAdmitting)
    {
        State = state;
        Now = now;
        Epoch = epoch;
        IsAdmitting = isAdmitting;
        IsSummaryTouched = false;
        _events.Clear();
    }

    public void Emit(ExecutionEvent happened)
    {
        happened.Sequence = State.Version + 1;
        happened.At = Now;
        Apply.To(State, happened);
        _events.Add(happened);
        IsSummaryTouched |= TouchesSummary(happened);
    }

    private static bool TouchesSummary(ExecutionEvent happened) => happened is
        ExecutionStarted or ExecutionClosed or ExecutionContinued or StopRequested or StageRetryRequested or StageEntered;
}
