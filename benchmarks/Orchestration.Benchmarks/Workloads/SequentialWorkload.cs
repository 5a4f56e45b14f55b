using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>P1. The candidate runs that many executions of <see cref="Steps"/> steps, each a <see cref="NoOpStep"/>.</summary>
internal sealed class SequentialWorkload(Func<Arrangement, int, ValueTask<IRound>> candidate) : IWorkload
{
    public const int Steps = 5;

    public string Id => "P1";

    public string Title => "executions of 5 sequential no-op steps";

    public double TargetRatio => 2.5;

    public async Task<WorkloadResult> RunAsync(Scale scale) => new(
        [await MeasureAsync(scale, Arrangement.AllAtOnce), await MeasureAsync(scale, Arrangement.OneAtATime)], []);

    private Task<PairedResult> MeasureAsync(Scale scale, Arrangement arrangement)
    {
        var executions = scale.Pick(full: 20_000, dry: 20);
        return PairedMeasurement.RunAsync(
            scale,
            arrangement.ToString(),
            executions * Steps,
            () => new(new HandWrittenSequential(arrangement, executions, Steps)),
            () => candidate(arrangement, executions));
    }
}
