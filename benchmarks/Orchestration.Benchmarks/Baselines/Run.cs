namespace Orchestration.Benchmarks.Baselines;

/// <summary>One hand-written execution: stoppable as a whole or by step, with two history records a step.</summary>
internal sealed class Run
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenSource?[] _steps;
    private readonly List<HistoryRecord> _history;
    private bool _isClosed;

    public Run(int steps, CancellationToken hostStopping)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(hostStopping);
        _steps = new CancellationTokenSource?[steps];
        _history = new List<HistoryRecord>(2 * steps);
    }

    public int Steps => _steps.Length;

    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start(Func<Run, Task> body) => Completion = Task.Run(async () =>
    {
        try
        {
            await body(this);
        }
        finally
        {
            Close();
        }
    });

    /// <summary>Runs one step under its own linked source; true if it completed.</summary>
    public async Task<bool> RunStepAsync(int index, Func<int, CancellationToken, Task> body)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(_source.Token);
        Open(index, source);
        var step = body(index, source.Token);

        // A stopped step has thrown once already; awaiting it plainly would throw a second time.
        await step.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close(index, KindOf(step));
        return step.IsCompletedSuccessfully;
    }

    // CancelAsync runs no callback on the calling thread, so it is safe inside the gate, which keeps Dispose away.
    public Task CancelAsync()
    {
        lock (_gate)
        {
            return _isClosed ? Task.CompletedTask : _source.CancelAsync();
        }
    }

    public Task CancelStepAsync(int index)
    {
        lock (_gate)
        {
            return _steps[index]?.CancelAsync() ?? Task.CompletedTask;
        }
    }

    public int Count(RecordKind kind)
    {
        lock (_gate)
        {
            return _history.Count(record => record.Kind == kind);
        }
    }

    private static RecordKind KindOf(Task step) => step switch
    {
        { IsCompletedSuccessfully: true } => RecordKind.Completed,
        { IsCanceled: true } => RecordKind.Stopped,
        _ => RecordKind.Failed,
    };

    private void Open(int index, CancellationTokenSource source)
    {
        var record = new HistoryRecord(index, RecordKind.Started, TimeProvider.System.GetUtcNow());
        lock (_gate)
        {
            _steps[index] = source;
            _history.Add(record);
        }
    }

    private void Close(int index, RecordKind kind)
    {
        var record = new HistoryRecord(index, kind, TimeProvider.System.GetUtcNow());
        lock (_gate)
        {
            _steps[index] = null;
            _history.Add(record);
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _source.Dispose();
    }
}
