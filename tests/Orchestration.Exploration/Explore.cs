using System.Collections.Concurrent;
using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Reports;

namespace Orchestration.Exploration;

/// <summary>Walks several definitions, side by side.</summary>
internal static class Explore
{
    public static IReadOnlyCollection<Coverage> All(IEnumerable<IExplored> definitions, int deeper, Func<bool> isOver)
    {
        ConcurrentQueue<Coverage> covered = [];
        Parallel.ForEach(
            Partitioner.Create(definitions, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            definition => covered.Enqueue(definition.Walk(deeper, isOver)));
        return covered;
    }
}
