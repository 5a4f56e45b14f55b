using System.Globalization;
using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>
/// Trees. The candidate runs one root run of that many children, each a <see cref="NoOpStep"/>, and waits for all of them; the second one
/// starts that many with the body it is given; when it runs, its root cancels half of them one by one, and its end aborts the others. The target
/// is an order of magnitude: a child is recorded, and known by its key, before it runs.
/// </summary>
internal sealed class TreeWorkload(
    Func<int, ValueTask<IRound>> candidate,
    Func<int, Func<int, CancellationToken, Task>, ValueTask<IRound>> cancelling) : IWorkload
{
    public string Id => "trees";

    public string Title => "one root run of that many children: no-op ones, and running ones that its code and its end cancel";

    public double TargetRatio => 10;

    public async Task<WorkloadResult> RunAsync(Scale scale)
    {
        var cases = new List<PairedResult>();
        foreach (var children in scale.IsDry ? [20] : new[] { 1_000, 10_000, 100_000 })
        {
            cases.Add(await PairedMeasurement.RunAsync(
                scale,
                children.ToString(CultureInfo.InvariantCulture),
                children,
                () => new(new HandWrittenParallel(children)),
                () => candidate(children)));
            cases.Add(await PairedMeasurement.RunAsync(
                scale,
                $"{children} cancelled",
                children,
                () => CancelWorkload.PrepareAsync(children, async (count, body) => await CancelWorkload.StartBaseline(count, body)),
                () => CancelWorkload.PrepareAsync(children, cancelling)));
        }

        return new(cases, []);
    }
}
