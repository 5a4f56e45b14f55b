using System.Globalization;

namespace Orchestration.Exploration.Reports;

/// <summary>Writes what was covered, and every violation with its shortest history.</summary>
internal static class ConsoleReport
{
    public static void Write(IReadOnlyCollection<Coverage> all, TextWriter to)
    {
        foreach (Coverage coverage in all.OrderBy(coverage => coverage.Definition, StringComparer.Ordinal))
        {
            WriteCoverage(coverage, to);
        }

        foreach (Violation violation in all.SelectMany(coverage => coverage.Violations))
        {
            to.WriteLine();
            to.WriteLine($"{violation.Invariant} is broken in {violation.Definition}: {violation.What}");
            foreach (string line in violation.History)
            {
                to.WriteLine("    " + line);
            }
        }

        to.WriteLine();
        to.WriteLine(
            $"states={all.Sum(coverage => (long)coverage.States)} transitions={all.Sum(coverage => coverage.Transitions)} violations={all.Sum(coverage => coverage.BrokenCount)}");
    }

    private static void WriteCoverage(Coverage coverage, TextWriter to)
    {
        string end = coverage.IsComplete ? "exhaustive" : "unfinished";
        to.WriteLine($"{coverage.Definition}: {coverage.States} states, {coverage.Transitions} transitions, {end} within {coverage.Bounds}");
        foreach ((string move, (long committed, long refused)) in coverage.Moves)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {move,-12} {committed,10} accepted {refused,10} without effect"));
        }
    }
}
