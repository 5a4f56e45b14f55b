using System.Diagnostics;
using Orchestration.Exploration;
using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Walks;
using Orchestration.Exploration.Reports;

// Without arguments: once, exhaustively, within the bounds of each definition. With --seconds N: for so long, with ever wider bounds.
Stopwatch clock = Stopwatch.StartNew();
Arguments arguments = Arguments.Parse(args);
IExplored[] all = [.. ExploredTrees.All, .. ExploredDefinitions.All, .. ExploredPipelines.All, new QueueLimitWalk()];
IExplored[] definitions = [.. all.Where(explored => arguments.Only is null || explored.Name.StartsWith(arguments.Only, StringComparison.Ordinal))];
Dictionary<string, Coverage> deepest = [];
bool isBroken = false;

for (int level = 0; !isBroken && (level == 0 || clock.Elapsed < arguments.Limit); level++)
{
    foreach (Coverage coverage in Explore.All(definitions, level, () => clock.Elapsed > arguments.Limit))
    {
        isBroken |= coverage.BrokenCount > 0;
        if (coverage.BrokenCount > 0 || !deepest.TryGetValue(coverage.Definition, out Coverage? before) || coverage.States > before.States)
        {
            deepest[coverage.Definition] = coverage;
        }
    }
}

ConsoleReport.Write(deepest.Values, Console.Out);
return isBroken ? 1 : 0;
