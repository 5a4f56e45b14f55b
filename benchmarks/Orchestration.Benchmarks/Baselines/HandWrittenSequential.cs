using Orchestration.Benchmarks.Measurement;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks.Baselines;

/// <summary>Executions of sequential steps, one <see cref="Task"/> each.</summary>
internal sealed class HandWrittenSequential(Arrangement arrangement, int executions, int steps) : IRound
{
    private readonly RunRegistry _registry = new();

    public ValueTask RunAsync() =>
        arrangement == Arrangement.AllAtOnce ? RunAllAtOnceAsync() : RunOneAtATimeAsync();

    public void EnsureDone() => _registry.EnsureAll(RecordKind.Completed);

    public ValueTask DisposeAsync()
    {
        _registry.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task RunStepsAsync(Run run)
    {
        for (var index = 0; index < run.Steps; index++)
        {
            if (!await run.RunStepAsync(index, NoOpStep.RunAsync))
            {
                return;
            }
        }
    }

    private async ValueTask RunAllAtOnceAsync()
    {
        var ids = new Guid[executions];
        for (var index = 0; index < ids.Length; index++)
        {
            ids[index] = _registry.Start(steps, RunStepsAsync);
        }

        foreach (var id in ids)
        {
            await _registry.WaitAsync(id);
        }
    }

    private async ValueTask RunOneAtATimeAsync()
    {
        for (var index = 0; index < executions; index++)
        {
            await _registry.WaitAsync(_registry.Start(steps, RunStepsAsync));
        }
    }
}
