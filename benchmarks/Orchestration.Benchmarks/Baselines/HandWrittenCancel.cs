using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Baselines;

/// <summary>One execution of parallel steps that run until they are cancelled, all together or one by one.</summary>
internal sealed class HandWrittenCancel : ICancelRound
{
    private readonly RunRegistry _registry = new();
    private readonly Guid _id;

    public HandWrittenCancel(int steps, Func<int, CancellationToken, Task> body) =>
        _id = _registry.Start(steps, run => HandWrittenParallel.RunStepsAsync(run, body));

    public async ValueTask RunAsync() => await _registry.StopAsync(_id);

    public ValueTask CancelStepAsync(int index) => new(_registry.Get(_id).CancelStepAsync(index));

    public void EnsureDone() => _registry.EnsureAll(RecordKind.Stopped);

    public ValueTask DisposeAsync()
    {
        _registry.Dispose();
        return ValueTask.CompletedTask;
    }
}
