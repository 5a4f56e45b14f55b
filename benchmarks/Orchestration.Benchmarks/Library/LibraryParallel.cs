using Orchestration.Benchmarks.Measurement;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks.Library;

/// <summary>One execution of parallel actions.</summary>
internal sealed class LibraryParallel(int steps) : IRound
{
    private readonly LibraryHost _host = new(Define(steps, NoOpStep.RunAsync));
    private ExecutionStatus _status;

    public static async ValueTask<IRound> PrepareAsync(int steps)
    {
        LibraryParallel round = new(steps);
        await round._host.StartEngineAsync();
        return round;
    }

    public static Pipeline Define(int steps, Func<int, CancellationToken, Task> body) => Pipeline.Define("parallel", pipeline =>
        pipeline.Stage("steps").Parallel(group =>
        {
            for (int index = 0; index < steps; index++)
            {
                int step = index;
                group.Action($"step-{step}", (_, token) => body(step, token));
            }
        }));

    public async ValueTask RunAsync()
    {
        ExecutionHandle execution = await _host.StartAsync();
        _status = (await execution.WaitAsync()).Status;
    }

    public void EnsureDone()
    {
        if (_status != ExecutionStatus.Succeeded)
        {
            throw new InvalidOperationException($"The execution is {_status}.");
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
