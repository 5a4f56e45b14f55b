namespace Orchestration.Benchmarks.Measurement;

/// <summary>A macro workload: one measured job, done by a hand-written baseline and by the library.</summary>
internal interface IWorkload
{
    /// <summary>What <c>--workload</c> names it by, such as <c>P1</c>.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>The highest median ratio that meets the target.</summary>
    double TargetRatio { get; }

    Task<WorkloadResult> RunAsync(Scale scale);
}
