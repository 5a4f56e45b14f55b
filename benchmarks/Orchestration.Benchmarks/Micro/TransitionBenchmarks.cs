using BenchmarkDotNet.Attributes;
using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Library;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Micro;

/// <summary>P9: the cost of one look-up. Public and not sealed because BenchmarkDotNet derives from it.</summary>
[MemoryDiagnoser]
public class TransitionBenchmarks
{
    private const int LibraryCells = LibraryTable.Cells;

    [Benchmark(Baseline = true, OperationsPerInvoke = ArrayLookup.Cells)]
    public int BareArray() => LookupLoop.Pass(default(ArrayLookup));

    [Benchmark(OperationsPerInvoke = LibraryCells)]
    public int Lifecycle() => LookupLoop.Pass(default(LibraryTable));
}
