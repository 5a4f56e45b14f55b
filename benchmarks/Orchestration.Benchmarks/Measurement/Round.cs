namespace Orchestration.Benchmarks.Measurement;

/// <summary>A round made of delegates.</summary>
internal sealed class Round(
    Func<ValueTask> run, Action? ensureDone = null, Func<ValueTask>? dispose = null) : IRound
{
    public ValueTask RunAsync() => run();

    public void EnsureDone() => ensureDone?.Invoke();

    public ValueTask DisposeAsync() => dispose?.Invoke() ?? ValueTask.CompletedTask;
}
