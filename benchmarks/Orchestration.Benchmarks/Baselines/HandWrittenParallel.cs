using Orchestration.Benchmarks.Measurement;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks.Baselines;

/// <summary>One execution of parallel steps, each its own <see cref="Task"/>.</summary>
internal sealed class HandWrittenParallel(int steps) : IRound
{
    private readonly RunRegistry _registry = new();

    public static Task RunStepsAsync(Run run, Func<int, CancellationToken, Task> body)
    {
        var tasks = new Task[run.Steps];
        for (var index = 0; index < tasks.Length; index++)
        {
            var step = index;
            tasks[index] = Task.Run(() => run.RunStepAsync(step, body));
        }

        return Task.WhenAll(tasks);
    }

    public async ValueTask RunAsync() =>
        await _registry.WaitAsync(_registry.Start(steps, run => RunStepsAsync(run, NoOpStep.RunAsync)));

    public void EnsureDone() => _registry.EnsureAll(RecordKind.Completed);

    public ValueTask DisposeAsync()
    {
        _registry.Dispose();
        return ValueTask.CompletedTask;
    }
}
