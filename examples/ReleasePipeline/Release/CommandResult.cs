namespace ReleasePipeline.Release;

/// <summary>What a finished command left behind.</summary>
public sealed record CommandResult(string Command, int ExitCode, IReadOnlyList<string> Lines)
{
    private const int LinesInError = 20;

    /// <summary>Throws unless the exit code is zero.</summary>
    public CommandResult EnsureSuccess() => ExitCode == 0 ? this : throw ToException();

    /// <summary>The failure with the last lines of the output.</summary>
    public CommandFailedException ToException() => new(Command, ExitCode, [.. Lines.TakeLast(LinesInError)]);
}
