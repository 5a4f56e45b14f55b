namespace Orchestration.Benchmarks.Measurement;

/// <summary>A macro workload: one measured job, done by a hand-written baseline and by the library.</summary>
internal interface IWorkload
{
    /// <summary>What <c>--workload</c> names it by, such as <c>P1</c>.</summary>
    public string Id { get; }

    public string Title { get; }

    /// <summary>The highest median ratio that meets the target.</summary>
    public double TargetRatio { get; }

    public Task<WorkloadResult> RunAsync(Scale scale);
}
