using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>The steps that both sides run until they are cancelled; counts who runs and who has observed the cancellation.</summary>
internal sealed class WaitingSteps(int count, bool isProbed = false)
{
    private readonly TaskCompletionSource _allRunning = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SignalProbe[] _probes = isProbed ? [.. Enumerable.Range(0, count).Select(_ => new SignalProbe())] : [];
    private int _running;
    private int _observed;

    public Task AllRunning => _allRunning.Task;

    public Task<SignalTimes> SignalAsync(int index, ICancelRound round) =>
        _probes[index].MeasureAsync(() => round.CancelStepAsync(index));

    public async Task RunAsync(int index, CancellationToken cancellationToken)
    {
        var delay = Task.Delay(Timeout.Infinite, cancellationToken);
        using var registration = isProbed ? _probes[index].Attach(cancellationToken) : default;
        if (Interlocked.Increment(ref _running) == count)
        {
            _allRunning.SetResult();
        }

        try
        {
            await delay;
        }
        catch (OperationCanceledException) when (Observe())
        {
            // Never entered: the filter counts, and the exception leaves the step as a user's would, thrown only once.
        }
    }

    public void EnsureAllObserved()
    {
        if (Volatile.Read(ref _observed) != count)
        {
            throw new InvalidOperationException($"{_observed} of {count} steps have observed the cancellation.");
        }
    }

    private bool Observe()
    {
        Interlocked.Increment(ref _observed);
        return false;
    }
}
