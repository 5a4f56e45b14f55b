using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Library;

/// <summary>That many executions of one action each, stopped one by one with <see cref="StopMode.Cancel"/>.</summary>
internal sealed class LibrarySignal : ICancelRound
{
    private readonly LibraryHost _host;
    private readonly ExecutionHandle[] _executions;

    private LibrarySignal(int steps, Func<int, CancellationToken, Task> body)
    {
        _executions = new ExecutionHandle[steps];
        _host = new LibraryHost(Pipeline.Define<int>("single", pipeline =>
            pipeline.Stage("step").Action("wait", (context, token) => body(context.Input<int>(), token))));
    }

    public static async ValueTask<ICancelRound> PrepareAsync(int steps, Func<int, CancellationToken, Task> body)
    {
        LibrarySignal round = new(steps, body);
        for (int index = 0; index < steps; index++)
        {
            round._executions[index] = await round._host.Orchestrator.StartAsync((Pipeline<int>)round._host.Pipeline, index);
        }

        return round;
    }

    public async ValueTask CancelStepAsync(int index) => await _executions[index].StopAsync(StopMode.Cancel);

    public async ValueTask RunAsync()
    {
        foreach (ExecutionHandle execution in _executions)
        {
            await execution.StopAsync(new StopRequest { Mode = StopMode.Cancel, OnDuplicate = OnDuplicate.ReturnExisting });
            await execution.WaitAsync();
        }
    }

    public void EnsureDone()
    {
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
