namespace Orchestration.Storage;

/// <summary>One execution's history in memory. The store locks it.</summary>
internal sealed class StreamInMemory
{
    private const int UsualLength = 16;

    private readonly List<ExecutionEvent> _events = new(UsualLength);
    private readonly List<Guid> _commits = new(UsualLength / 2);

    /// <summary>Null until a commit brings one.</summary>
    public ExecutionSummary? Summary { get; private set; }

    /// <summary>Null where the append may be stored now.</summary>
    public CommitResult? Check(Guid commit, StreamAppend append)
    {
        if (append.ExpectedVersion == _events.Count)
        {
            return null;
        }

        return _commits.Contains(commit) ? CommitResult.Committed : CommitResult.Conflict;
    }

    public void Add(Guid commit, StreamAppend append)
    {
        _commits.Add(commit);
        for (int index = 0; index < append.Events.Count; index++)
        {
            _events.Add(append.Events[index]);
        }

        Summary = append.Summary ?? Summary;
    }

    public IReadOnlyList<ExecutionEvent> Read(long fromSequence, int limit)
    {
        lock (this)
        {
            int first = (int)Math.Clamp(fromSequence - 1, 0, _events.Count);
            return _events.GetRange(first, Math.Min(limit, _events.Count - first));
        }
    }
}
