using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Library;

/// <summary>One execution of parallel actions that is stopped with <see cref="StopMode.Cancel"/>.</summary>
internal sealed class LibraryCancel : IRound
{
    private readonly LibraryHost _host;
    private ExecutionHandle? _execution;
    private Settlement? _settlement;
    private readonly int _steps;

    private LibraryCancel(int steps, Func<int, CancellationToken, Task> body)
    {
        _steps = steps;
        _host = new LibraryHost(LibraryParallel.Define(steps, body));
    }

    public static async ValueTask<IRound> PrepareAsync(int steps, Func<int, CancellationToken, Task> body)
    {
        LibraryCancel round = new(steps, body);
        round._execution = await round._host.StartAsync();
        return round;
    }

    public async ValueTask RunAsync()
    {
        Receipt receipt = await _execution!.StopAsync(StopMode.Cancel);
        _settlement = await receipt.SettledAsync();
    }

    public void EnsureDone()
    {
        if (_settlement?.Cancelled.Count != _steps)
        {
            throw new InvalidOperationException($"{_settlement?.Cancelled.Count} of {_steps} actions were cancelled.");
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
