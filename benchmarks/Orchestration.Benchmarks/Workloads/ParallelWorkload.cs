using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>P2. The candidate runs one execution of that many parallel steps, each a <see cref="NoOpStep"/>.</summary>
internal sealed class ParallelWorkload(Func<int, ValueTask<IRound>> candidate) : IWorkload
{
    public string Id => "P2";

    public string Title => "one execution of 10,000 parallel no-op steps";

    public double TargetRatio => 1.5;

    public async Task<WorkloadResult> RunAsync(Scale scale)
    {
        var steps = scale.Pick(full: 10_000, dry: 20);
        return new(
            [await PairedMeasurement.RunAsync(
                scale, "Parallel", steps, () => new(new HandWrittenParallel(steps)), () => candidate(steps))],
            []);
    }
}
