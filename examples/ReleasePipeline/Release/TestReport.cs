namespace ReleasePipeline.Release;

/// <summary>How many tests passed and failed, and which ones failed.</summary>
public sealed record TestReport(int Passed, int Failed, IReadOnlyList<string> Failures)
{
    /// <summary>Whether no test failed.</summary>
    public bool Succeeded => Failed == 0;
}
