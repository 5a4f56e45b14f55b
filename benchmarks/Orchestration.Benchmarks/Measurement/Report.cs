using System.Runtime;
using System.Runtime.InteropServices;

namespace Orchestration.Benchmarks.Measurement;

/// <summary>Prints a machine line, a table of every case, and last a single line with the figures of the worst case.</summary>
internal sealed class Report(TextWriter output)
{
    private const string Row = "{0,-16} {1,-12} {2,12} {3,12} {4,12}";

    public void Write(IWorkload workload, WorkloadResult result)
    {
        output.WriteLine(Machine());
        output.WriteLine($"{workload.Id}: {workload.Title}; target ratio <= {Figure.Format(workload.TargetRatio)}");
        output.WriteLine(Row, "case", "figure", "median", "min", "max");
        foreach (var measured in result.Cases)
        {
            WriteRow(measured.Name, "baseline us", measured.BaselineMicroseconds);
            WriteRow(measured.Name, "library us", measured.CandidateMicroseconds);
            WriteRow(measured.Name, "baseline B", measured.BaselineBytes);
            WriteRow(measured.Name, "library B", measured.CandidateBytes);
            WriteRow(measured.Name, "ratio", measured.Ratio);
        }

        output.WriteLine(string.Join(' ', Line(workload.Id, result)));
    }

    private static IEnumerable<string> Line(string id, WorkloadResult result) =>
    [
        id,
        new Figure("ratio", result.Worst.Ratio.Median).ToString(),
        new Figure("us_per_step", result.Worst.CandidateMicroseconds.Median).ToString(),
        new Figure("bytes_per_step", result.Worst.CandidateBytes.Median).ToString(),
        .. result.Extras.Select(extra => extra.ToString()),
    ];

    private static string Machine()
    {
        var collector = GCSettings.IsServerGC ? "server" : "workstation";
        var concurrent = GCSettings.LatencyMode == GCLatencyMode.Batch ? "not concurrent" : "concurrent";
        return $"machine: {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, "
            + $"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, "
            + $"collector {collector}, {concurrent}";
    }

    private void WriteRow(string name, string figure, Spread spread) => output.WriteLine(
        Row,
        name,
        figure,
        Figure.Format(spread.Median),
        Figure.Format(spread.Minimum),
        Figure.Format(spread.Maximum));
}
