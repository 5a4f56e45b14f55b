using BenchmarkDotNet.Attributes;
using Orchestration.Benchmarks.Baselines;
using Orchestration.Benchmarks.Measurement;

namespace Orchestration.Benchmarks.Micro;

/// <summary>P9: the cost of one look-up. Public and not sealed because BenchmarkDotNet derives from it.</summary>
[MemoryDiagnoser]
public class TransitionBenchmarks
{
    [Benchmark(Baseline = true, OperationsPerInvoke = ArrayLookup.Cells)]
    public int BareArray() => LookupLoop.Pass(default(ArrayLookup));
}
