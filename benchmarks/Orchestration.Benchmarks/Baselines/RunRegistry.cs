using System.Collections.Concurrent;

namespace Orchestration.Benchmarks.Baselines;

/// <summary>Every execution of the hand-written host, closed ones included, so that their history can be read.</summary>
internal sealed class RunRegistry : IDisposable
{
    private readonly ConcurrentDictionary<Guid, Run> _runs = new();
    private readonly CancellationTokenSource _stopping = new();

    public Guid Start(int steps, Func<Run, Task> body)
    {
        var id = Guid.CreateVersion7();
        var run = new Run(steps, _stopping.Token);
        _runs[id] = run;
        run.Start(body);
        return id;
    }

    public Run Get(Guid id) => _runs[id];

    public Task WaitAsync(Guid id) => _runs[id].Completion;

    /// <summary>Cancels an execution and returns once it is closed.</summary>
    public async Task StopAsync(Guid id)
    {
        var run = _runs[id];
        await run.CancelAsync();
        await run.Completion;
    }

    /// <summary>Throws unless every step of every execution has ended in this way, and has both its records.</summary>
    public void EnsureAll(RecordKind kind)
    {
        if (_runs.Values.Any(run => run.Count(RecordKind.Started) != run.Steps || run.Count(kind) != run.Steps))
        {
            throw new InvalidOperationException($"Not every step was {kind}.");
        }
    }

    public void Dispose() => _stopping.Dispose();
}
