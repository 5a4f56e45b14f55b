using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>P9. The candidate is the library's table, read by the loop that also reads the bare array.</summary>
internal sealed class TransitionWorkload<TTable>(TTable candidate) : IWorkload
    where TTable : struct, ITransitionTable
{
    public string Id => "P9";

    public string Title => "one transition looked up in a table";

    public double TargetRatio => 2;

    public async Task<WorkloadResult> RunAsync(Scale scale)
    {
        // A multiple of both tables' sizes, so that both sides do exactly as many look-ups.
        var array = default(ArrayLookup);
        var unit = array.Rows * array.Columns * candidate.Rows * candidate.Columns;
        var lookups = unit * Math.Max(1, scale.Pick(full: 50_000_000, dry: 1) / unit);
        return new(
            [await PairedMeasurement.RunAsync(
                scale, "LookUp", lookups, () => Loop(array, lookups), () => Loop(candidate, lookups))],
            []);
    }

    private static ValueTask<IRound> Loop<T>(T table, int lookups)
        where T : struct, ITransitionTable => new(new Round(() =>
    {
        LookupLoop.Run(table, lookups);
        return ValueTask.CompletedTask;
    }));
}
