using Orchestration.Storage;

namespace Orchestration.Pipelines;

/// <summary>The gates, locks and waiting lines of one pipeline. Changed only by its own members, in the turns of the pipeline's mailbox.</summary>
internal sealed class PipelineState
{
    private const int KeptChanges = 50;

    private readonly List<StageLine> _lines = [];
    private readonly List<GateChange> _changes = [];

    public PipelineState(string name) => Name = name;

    public PipelineState(PipelineRecord record)
        : this(record.Pipeline)
    {
        Version = record.Version;
        GateVersion = record.GateVersion;
        _lines.AddRange(record.Stages.Select(stage => stage.ToLine()));
        _changes.AddRange(record.Changes);
    }

    public string Name { get; }

    /// <summary>Counts the commits that changed it.</summary>
    public long Version { get; private set; }

    /// <summary>Counts the commits that changed a gate.</summary>
    public long GateVersion { get; private set; }

    public IReadOnlyList<StageLine> Lines => _lines;

    /// <summary>The newest changes of gates, in order; older ones are forgotten.</summary>
    public IReadOnlyList<GateChange> Changes => _changes;

    /// <summary>It differs from what was stored last.</summary>
    public bool IsTouched { get; private set; }

    private bool IsGateTouched { get; set; }

    /// <summary>How many executions wait, at whatever stage.</summary>
    public int WaitingCount => _lines.Sum(line => line.Waiting.Count);

    /// <summary>An execution holds a lock of it, or waits for one.</summary>
    public bool HasPlaceOf(ExecutionId execution) => _lines.Exists(line => line.Holder?.Execution == execution || line.IsWaiting(execution));

    public PipelineState Clone() => new(PipelineRecord.Of(this));

    public StageLine? Find(string stage) => _lines.Find(line => line.Stage == stage);

    public Gates ToGates() => new(GateVersion, _lines.Where(line => line.Closure is not null).Select(line => line.Stage).ToHashSet(StringComparer.Ordinal));

    public void Arrive(string stage, ExecutionId execution, DateTimeOffset now)
    {
        Line(stage).Waiting.Add(new StageOccupant(execution, now));
        IsTouched = true;
    }

    public void Leave(StageLine line, ExecutionId execution)
    {
        line.Waiting.RemoveAll(occupant => occupant.Execution == execution);
        IsTouched = true;
    }

    public void Lock(string stage, ExecutionId execution, DateTimeOffset now)
    {
        StageLine line = Line(stage);
        if (line.Holder is { } holder)
        {
            throw new InvalidOperationException($"Stage '{stage}' of pipeline '{Name}' is locked by {holder.Execution}; {execution} can't lock it too.");
        }

        line.Holder = new StageOccupant(execution, now);
        IsTouched = true;
    }

    public void Unlock(StageLine line)
    {
        line.Holder = null;
        IsTouched = true;
    }

    /// <summary>Remembers where the stage of the execution that entered it last stands.</summary>
    public void Note(StageLine line, ExecutionId execution, StageStatus status)
    {
        IsTouched |= line.Latest != execution || line.LatestStatus != status;
        line.Latest = execution;
        line.LatestStatus = status;
    }

    public void Change(GateChange change)
    {
        if (change.HasEffect)
        {
            Line(change.Stage).Closure = change.IsEnabled ? null : change;
            IsGateTouched = true;
        }

        _changes.Add(change);
        if (_changes.Count > KeptChanges)
        {
            _changes.RemoveAt(0);
        }

        IsTouched = true;
    }

    /// <summary>Counts the commit that is about to store it, and copies it.</summary>
    public PipelineRecord ToRecord()
    {
        Version++;
        GateVersion += IsGateTouched ? 1 : 0;
        IsTouched = false;
        IsGateTouched = false;
        return PipelineRecord.Of(this);
    }

    private StageLine Line(string stage)
    {
        if (Find(stage) is { } line)
        {
            return line;
        }

        line = new StageLine(stage);
        _lines.Add(line);
        return line;
    }
}
