using Orchestration.Benchmarks.Library;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Workloads;

/// <summary>Every workload with the library plugged in: one line each.</summary>
internal static class WorkloadList
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new SequentialWorkload(LibrarySequential.PrepareAsync),
        new ParallelWorkload(LibraryParallel.PrepareAsync),
        new CancelWorkload(LibraryCancel.PrepareAsync, LibrarySignal.PrepareAsync),
        new TreeWorkload(LibraryTree.PrepareAsync, LibraryTreeCancel.PrepareAsync),
        new TransitionWorkload<LibraryTable>(default),
    ];
}
