using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>Every workload with the library plugged in: one line each.</summary>
internal static class WorkloadList
{
    public static IReadOnlyList<IWorkload> All { get; } = [];
}
