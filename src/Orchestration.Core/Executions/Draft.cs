using Orchestration.Lifecycles;
using Orchestration.Model;
using Orchestration.Pipelines;

namespace Orchestration.Executions;

/// <summary>One turn's changes to one execution: each event is applied at once, and kept to be stored. Nobody outside sees a draft.</summary>
internal sealed class Draft
{
    private readonly List<ExecutionEvent> _events = [];

    /// <summary>The pipeline's gates, for executions of the mode <see cref="ExecutionMode.Parallel"/>.</summary>
    public Gates Gates { get; private set; } = Gates.AllEnabled;

    public Draft(
        ExecutionState state,
        DateTimeOffset now,
        long epoch,
        bool isAdmitting = true,
        Gates? gates = null,
        TimeLimits? limits = null,
        PipelineState? pipeline = null) =>
        Renew(state, now, epoch, isAdmitting, gates, limits ?? TimeLimits.Default, pipeline);

    public ExecutionState State { get; private set; } = null!;

    /// <summary>The time of the turn.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The owner's epoch, which new attempts carry.</summary>
    public long Epoch { get; private set; }

    /// <summary>False while the host shuts down: what runs goes on, nothing starts.</summary>
    public bool IsAdmitting { get; private set; }

    /// <summary>Attempts, retries, stages and whatever is declared may begin: neither the host's shutdown nor a pause forbids it.</summary>
    public bool MayStart => IsAdmitting && !State.Status.IsPausing();

    /// <summary>Rollbacks, finalizers and releases may begin; a pause does not forbid them.</summary>
    public bool MayCleanUp => IsAdmitting && State.Missing is null;

    /// <summary>How long things may take that declare nothing else.</summary>
    public TimeLimits Limits { get; private set; } = TimeLimits.Default;

    /// <summary>The locks of its pipeline, to be read; null in the mode <see cref="ExecutionMode.Parallel"/>.</summary>
    public PipelineState? Pipeline { get; private set; }

    public List<ExecutionEvent> Events => _events;

    /// <summary>The version that the draft began with.</summary>
    public long BaseVersion => State.Version - _events.Count;

    /// <summary>The execution was closed in this turn, and is.</summary>
    public bool HasClosed => State.Closed?.Sequence > BaseVersion;

    /// <summary>An event changed what lists show.</summary>
    public bool IsSummaryTouched { get; private set; }

    /// <summary>The version of the gates that a decision of this turn relies on; null where none asked for a gate.</summary>
    public long? GateVersion { get; private set; }

    /// <summary>Begins a new execution beside another one, with its first event.</summary>
    public static Draft Begin(ExecutionId id, ExecutionStarted start, Draft beside)
    {
        Draft draft = new(new ExecutionState(id, start), beside.Now, beside.Epoch, beside.IsAdmitting, beside.Gates, beside.Limits, beside.Pipeline);
        draft.Emit(start);
        return draft;
    }

    /// <summary>Makes an empty draft of it, for the next turn.</summary>
    public void Renew(
        ExecutionState state, DateTimeOffset now, long epoch, bool isAdmitting, Gates? gates, TimeLimits limits, PipelineState? pipeline)
    {
        Limits = limits;
        Pipeline = pipeline;
        Gates = gates ?? Gates.AllEnabled;
        GateVersion = null;
        State = state;
        Now = now;
        Epoch = epoch;
        IsAdmitting = isAdmitting;
        IsSummaryTouched = false;
        _events.Clear();
    }

    /// <summary>Whether executions of the mode <see cref="ExecutionMode.Parallel"/> have to wait in front of a stage.</summary>
    public bool IsGateDisabled(string stage)
    {
        GateVersion = Gates.Version;
        return Gates.IsDisabled(stage);
    }

    /// <summary>Lets go of the execution; the next one is begun with <see cref="Renew"/>.</summary>
    public void Release()
    {
        State = null!;
        Pipeline = null;
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
        ExecutionStarted or ExecutionClosed or ExecutionContinued or StopRequested or StageRetryRequested or StageEntered or
        DefinitionMissing or DefinitionFound or StopDecided or PauseRequested or ExecutionPaused or UnpauseRequested or StageRollingBack or
        FinalizingStarted or ReleaseRequested or ReleaseCompleted;
}
