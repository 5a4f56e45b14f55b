namespace ReleasePipeline.Release;

/// <summary>Tests of the application failed.</summary>
public sealed class TestsFailedException(TestReport report)
    : Exception($"{report.Failed} of {report.Passed + report.Failed} tests failed: {string.Join("; ", report.Failures)}")
{
    /// <summary>What passed and failed.</summary>
    public TestReport Report { get; } = report;
}
