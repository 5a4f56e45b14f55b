using Orchestration.Benchmarks.Measurement;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks.Library;

/// <summary>Executions of sequential actions.</summary>
internal sealed class LibrarySequential(Arrangement arrangement, int executions) : IRound
{
    private readonly LibraryHost _host = new(Define());
    private int _succeeded;

    public static async ValueTask<IRound> PrepareAsync(Arrangement arrangement, int executions)
    {
        LibrarySequential round = new(arrangement, executions);
        await round._host.StartEngineAsync();
        return round;
    }

    public async ValueTask RunAsync()
    {
        if (arrangement == Arrangement.OneAtATime)
        {
            for (int index = 0; index < executions; index++)
            {
                await AwaitAsync(await _host.StartAsync());
            }

            return;
        }

        ExecutionHandle[] started = new ExecutionHandle[executions];
        for (int index = 0; index < executions; index++)
        {
            started[index] = await _host.StartAsync();
        }

        foreach (ExecutionHandle execution in started)
        {
            await AwaitAsync(execution);
        }
    }

    public void EnsureDone()
    {
        if (_succeeded != executions)
        {
            throw new InvalidOperationException($"{_succeeded} of {executions} executions have succeeded.");
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static Pipeline Define() => Pipeline.Define("sequential", pipeline =>
    {
        StageBuilder stage = pipeline.Stage("steps");
        for (int index = 0; index < SequentialWorkload.Steps; index++)
        {
            int step = index;
            stage.Action($"step-{step}", (_, token) => NoOpStep.RunAsync(step, token));
        }
    });

    private async ValueTask AwaitAsync(ExecutionHandle execution)
    {
        ExecutionSummary closed = await execution.WaitAsync();
        _succeeded += closed.Status == ExecutionStatus.Succeeded ? 1 : 0;
    }
}
