namespace Orchestration.Benchmarks.Measurement;

/// <summary>Every case of a workload, and the figures that are no ratio of a pair.</summary>
internal sealed record WorkloadResult(IReadOnlyList<PairedResult> Cases, IReadOnlyList<Figure> Extras)
{
    /// <summary>The case with the highest ratio: it decides whether the target is met.</summary>
    public PairedResult Worst => Cases.MaxBy(result => result.Ratio.Median)!;
}
