namespace Orchestration.Storage;

/// <summary>One execution's commits in memory. The store locks it.</summary>
internal sealed class StreamInMemory
{
    private readonly List<(Guid Commit, StreamAppend Append)> _rows = [];
    private long _version;

    public ExecutionSummary Summary { get; private set; } = null!;

    /// <summary>Null where the append may be stored now.</summary>
    public CommitResult? Check(Guid commit, StreamAppend append)
    {
        if (append.ExpectedVersion == _version)
        {
            return null;
        }

        bool isRepeated = _rows.Exists(row => row.Commit == commit && row.Append.ExpectedVersion == append.ExpectedVersion);
        return isRepeated ? CommitResult.Committed : CommitResult.Conflict;
    }

    public void Add(Guid commit, StreamAppend append)
    {
        _rows.Add((commit, append));
        _version = append.Version;
        Summary = append.Summary ?? Summary;
    }

    public IReadOnlyList<ExecutionEvent> Read(long fromSequence, int limit)
    {
        lock (this)
        {
            List<ExecutionEvent> events = [];
            for (int row = FirstRow(fromSequence); row < _rows.Count && events.Count < limit; row++)
            {
                foreach (ExecutionEvent happened in _rows[row].Append.Events)
                {
                    if (happened.Sequence >= fromSequence && events.Count < limit)
                    {
                        events.Add(happened);
                    }
                }
            }

            return events;
        }
    }

    /// <summary>The first row that reaches a sequence.</summary>
    private int FirstRow(long sequence)
    {
        int low = 0;
        int high = _rows.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_rows[middle].Append.Version < sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
