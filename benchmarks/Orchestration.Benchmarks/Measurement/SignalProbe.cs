using System.Diagnostics;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>Times one signal: from the call until the flag is true, and until a registered callback is entered.</summary>
internal sealed class SignalProbe
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _token;
    private long _enteredAt;

    // Callbacks run last in, first out: register after whatever else the step registers.
    public CancellationTokenRegistration Attach(CancellationToken token)
    {
        _token = token;
        return token.UnsafeRegister(static probe => ((SignalProbe)probe!).Enter(), this);
    }

    public async Task<SignalTimes> MeasureAsync(Func<ValueTask> signal)
    {
        var start = Stopwatch.GetTimestamp();
        var signalled = signal();
        var wait = default(SpinWait);
        while (!_token.IsCancellationRequested)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        // A callback that was entered before the call returned proves that the flag was true by then.
        var flaggedAt = Stopwatch.GetTimestamp();
        await _entered.Task;
        await signalled;
        return new SignalTimes(
            Microseconds(start, Math.Min(flaggedAt, _enteredAt)),
            Microseconds(start, _enteredAt));
    }

    private static double Microseconds(long start, long end) => (end - start) * 1e6 / Stopwatch.Frequency;

    private void Enter()
    {
        _enteredAt = Stopwatch.GetTimestamp();
        _entered.SetResult();
    }
}
