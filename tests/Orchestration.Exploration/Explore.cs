using System.Collections.Concurrent;
using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Reports;
using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration;

/// <summary>Walks several definitions, side by side.</summary>
internal static class Explore
{
    public static IReadOnlyCollection<Coverage> All(IEnumerable<Explored> definitions, Func<Bounds, Bounds> deepen, Func<bool> isOver)
    {
        ConcurrentQueue<Coverage> covered = [];
        Parallel.ForEach(
            Partitioner.Create(definitions, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            definition => covered.Enqueue(new Walk(definition, deepen(definition.Bounds), isOver).Run()));
        return covered;
    }
}
