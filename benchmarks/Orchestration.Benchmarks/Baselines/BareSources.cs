using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Baselines;

/// <summary>Steps under a bare cancellation source each, and nothing else: no execution, no registry, no history.</summary>
internal sealed class BareSources : ICancelRound
{
    private readonly CancellationTokenSource[] _sources;
    private readonly Task[] _steps;

    public BareSources(int steps, Func<int, CancellationToken, Task> body)
    {
        _sources = [.. Enumerable.Range(0, steps).Select(_ => new CancellationTokenSource())];
        _steps = [.. _sources.Select((source, index) => Task.Run(() => body(index, source.Token)))];
    }

    public async ValueTask RunAsync()
    {
        foreach (var source in _sources)
        {
            await source.CancelAsync();
        }

        await Task.WhenAll(_steps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask CancelStepAsync(int index) => new(_sources[index].CancelAsync());

    public void EnsureDone()
    {
        if (!_steps.All(step => step.IsCanceled))
        {
            throw new InvalidOperationException("Not every step was cancelled.");
        }
    }

    public ValueTask DisposeAsync()
    {
        Array.ForEach(_sources, source => source.Dispose());
        return ValueTask.CompletedTask;
    }
}
