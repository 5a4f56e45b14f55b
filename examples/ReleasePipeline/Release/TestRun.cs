using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleasePipeline.Release;

/// <summary>Runs the compiled tests.</summary>
public sealed partial class TestRun(DotNet dotNet)
{
    private const string FailureMark = "FAIL  ";

    /// <summary>Runs all tests; failed tests are reported, a test program that breaks off is an exception.</summary>
    public async Task<TestReport> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        CommandResult result = await dotNet.RunAsync(workspace.Source, [GreeterLayout.TestProgram], cancellationToken);
        TestReport report = Parse(result.Lines) ?? throw result.ToException();
        return report.Succeeded == (result.ExitCode == 0) ? report : throw result.ToException();
    }

    private static TestReport? Parse(IReadOnlyList<string> lines)
    {
        Match? summary = lines.Select(line => Summary().Match(line)).LastOrDefault(match => match.Success);
        return summary is null
            ? null
            : new TestReport(Number(summary.Groups["passed"]), Number(summary.Groups["failed"]), FailuresIn(lines));
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static string[] FailuresIn(IReadOnlyList<string> lines) =>
        [.. lines.Where(line => line.StartsWith(FailureMark, StringComparison.Ordinal)).Select(line => line[FailureMark.Length..])];

    [GeneratedRegex("^(?<passed>[0-9]+) passed, (?<failed>[0-9]+) failed$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();
}
