namespace ReleasePipeline.Release;

/// <summary>Collects the lines of a command; both of its streams may write at the same time.</summary>
internal sealed class CommandOutput(Action<string>? onLine, int capacity = int.MaxValue)
{
    private readonly Queue<string> _lines = new();

    /// <summary>The lines so far, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    public async Task ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            Add(line);
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > capacity)
            {
                _lines.Dequeue();
            }

            onLine?.Invoke(line);
        }
    }
}
