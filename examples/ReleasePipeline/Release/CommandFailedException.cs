namespace ReleasePipeline.Release;

/// <summary>A command ended with an exit code other than zero.</summary>
public sealed class CommandFailedException(string command, int exitCode, IReadOnlyList<string> lastLines)
    : Exception($"'{command}' ended with exit code {exitCode}.{Environment.NewLine}{string.Join(Environment.NewLine, lastLines)}")
{
    /// <summary>The command line that failed.</summary>
    public string Command { get; } = command;

    /// <summary>Its exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The last lines it wrote.</summary>
    public IReadOnlyList<string> LastLines { get; } = lastLines;
}
