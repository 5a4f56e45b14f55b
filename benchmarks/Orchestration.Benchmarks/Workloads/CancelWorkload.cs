using System.Globalization;
using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>
/// P3. The candidate starts one execution of that many parallel steps with the body it is given (index of the step, token);
/// it may return before they run. One of many is measured where the candidate signals a single one.
/// </summary>
internal sealed class CancelWorkload(
    Func<int, Func<int, CancellationToken, Task>, ValueTask<IRound>> candidate,
    Func<int, Func<int, CancellationToken, Task>, ValueTask<ICancelRound>> oneOfMany) : IWorkload
{
    public string Id => "P3";

    public string Title => "cancel running steps until each has observed it and the execution is closed";

    public double TargetRatio => 1.2;

    public async Task<WorkloadResult> RunAsync(Scale scale)
    {
        var cases = new List<PairedResult>();
        foreach (var steps in scale.IsDry ? [20] : new[] { 1_000, 10_000, 100_000 })
        {
            cases.Add(await PairedMeasurement.RunAsync(
                scale,
                steps.ToString(CultureInfo.InvariantCulture),
                steps,
                () => PrepareAsync(steps, async (count, body) => await StartBaseline(count, body)),
                () => PrepareAsync(steps, candidate)));
        }

        var (all, samples) = (scale.Pick(full: 100_000, dry: 20), scale.Pick(full: 2_000, dry: 5));
        var baseline = await SignalMeasurement.RunAsync(all, samples, StartBaseline);
        var library = await SignalMeasurement.RunAsync(all, samples, oneOfMany);
        return new(cases, [.. library.Figures(""), .. baseline.Figures("baseline_")]);
    }

    public static ValueTask<ICancelRound> StartBaseline(int steps, Func<int, CancellationToken, Task> body) =>
        new(new HandWrittenCancel(steps, body));

    public static async ValueTask<IRound> PrepareAsync(
        int steps, Func<int, Func<int, CancellationToken, Task>, ValueTask<IRound>> start)
    {
        var waiting = new WaitingSteps(steps);
        var round = await start(steps, waiting.RunAsync);
        await waiting.AllRunning;
        return new Round(
            round.RunAsync,
            () =>
            {
                waiting.EnsureAllObserved();
                round.EnsureDone();
            },
            round.DisposeAsync);
    }
}
