using System.Diagnostics;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>
/// Runs baseline and candidate in turn, A B A B, in this one process and under the same collector settings, with a full
/// collection before each round. Machines are noisy, so what counts is the median of the ratios within the pairs.
/// </summary>
/// <remarks>
/// The collector is set in the project file. The warm-up takes time rather than rounds: the last tier of compilation comes by time.
/// </remarks>
internal static class PairedMeasurement
{
    public static async Task<PairedResult> RunAsync(
        Scale scale, string name, int steps, Func<ValueTask<IRound>> baseline, Func<ValueTask<IRound>> candidate)
    {
        await RepeatAsync(pairs: 0, scale.Duration, steps, baseline, candidate);
        var pairs = await RepeatAsync(scale.Pairs, scale.Duration, steps, baseline, candidate);
        return new PairedResult(name, pairs);
    }

    private static async Task<List<(Sample Baseline, Sample Candidate)>> RepeatAsync(
        int pairs, TimeSpan duration, int steps, Func<ValueTask<IRound>> baseline, Func<ValueTask<IRound>> candidate)
    {
        var taken = new List<(Sample, Sample)>();
        var start = Stopwatch.GetTimestamp();
        while (taken.Count < pairs || Stopwatch.GetElapsedTime(start) < duration)
        {
            taken.Add((await Sample.TakeAsync(steps, baseline), await Sample.TakeAsync(steps, candidate)));
        }

        return taken;
    }
}
