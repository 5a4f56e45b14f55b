using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Workloads;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>
/// Signals single steps of a large running execution, each in turn with a bare <c>CancelAsync</c> among as many sources: the
/// objects of a step that has waited for long are in no cache, on either side.
/// </summary>
internal static class SignalMeasurement
{
    public static async Task<SignalResult> RunAsync(
        int steps, int samples, Func<int, Func<int, CancellationToken, Task>, ValueTask<ICancelRound>> start)
    {
        var bareSteps = new WaitingSteps(steps, isProbed: true);
        var measuredSteps = new WaitingSteps(steps, isProbed: true);
        await using var bare = new BareSources(steps, bareSteps.RunAsync);
        await bareSteps.AllRunning;
        await using var measured = await start(steps, measuredSteps.RunAsync);
        await measuredSteps.AllRunning;

        var bareTimes = new List<SignalTimes>(samples);
        var measuredTimes = new List<SignalTimes>(samples);
        for (var sample = 0; sample < samples; sample++)
        {
            var index = (int)((long)sample * steps / samples);
            bareTimes.Add(await bareSteps.SignalAsync(index, bare));
            measuredTimes.Add(await measuredSteps.SignalAsync(index, measured));
        }

        await EndAsync(bare, bareSteps);
        await EndAsync(measured, measuredSteps);
        return new SignalResult(measuredTimes, bareTimes);
    }

    private static async Task EndAsync(ICancelRound round, WaitingSteps steps)
    {
        await round.RunAsync();
        steps.EnsureAllObserved();
        round.EnsureDone();
    }
}
