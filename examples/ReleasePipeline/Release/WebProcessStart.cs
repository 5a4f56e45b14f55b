using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>Starts a release and reads the address it chose from its output.</summary>
internal static class WebProcessStart
{
    private const string AddressMark = "Now listening on: ";
    private const int LinesKept = 50;

    /// <summary>Returns once the release listens.</summary>
    public static async Task<WebProcess> RunAsync(string releaseFolder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] arguments = [Path.Combine(releaseFolder, GreeterLayout.Program), "--urls", "http://127.0.0.1:0"];
        TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CommandOutput output = new(line => ReadAddress(line, address), LinesKept);
        Process process = new() { StartInfo = DotNetProcess.Describe(releaseFolder, arguments) };
        process.Start();
        try
        {
            // Both streams are read as long as the process lives, otherwise it would block on a full pipe.
            Task streams = Task.WhenAll(
                output.ReadAsync(process.StandardOutput, CancellationToken.None),
                output.ReadAsync(process.StandardError, CancellationToken.None));
            await Task.WhenAny(address.Task, streams).WaitAsync(cancellationToken);
            return address.Task.IsCompleted
                ? new WebProcess(process, await address.Task)
                : throw await FailureOf(process, arguments, output, cancellationToken);
        }
        catch
        {
            await ProcessTree.KillAsync(process);
            process.Dispose();
            throw;
        }
    }

    private static void ReadAddress(string line, TaskCompletionSource<Uri> address)
    {
        int mark = line.IndexOf(AddressMark, StringComparison.Ordinal);
        if (mark >= 0 && Uri.TryCreate(line[(mark + AddressMark.Length)..].Trim(), UriKind.Absolute, out Uri? found))
        {
            address.TrySetResult(found);
        }
    }

    private static async Task<CommandFailedException> FailureOf(
        Process process, string[] arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return new CommandFailedException($"dotnet {string.Join(' ', arguments)}", process.ExitCode, output.Lines);
    }
}
