using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>Runs dotnet commands and leaves no process behind, whether they end, fail or are cancelled.</summary>
public sealed class DotNet(Action<string>? onLine = null)
{
    private static readonly string[] NoServers =
        ["--disable-build-servers", "-nodeReuse:false", "-maxCpuCount:1", "-p:UseSharedCompilation=false"];

    /// <summary>Runs a build command (restore, build, publish) with all build servers off; throws when it fails.</summary>
    public async Task<CommandResult> BuildAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        CommandResult result = await RunAsync(folder, [.. arguments, .. NoServers], cancellationToken);
        return result.EnsureSuccess();
    }

    /// <summary>Runs dotnet with exactly these arguments and returns whatever its exit code is.</summary>
    public async Task<CommandResult> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await RunningCommands.KillLeftoversAsync(folder);
        CommandOutput output = new(onLine);
        using Process process = new() { StartInfo = DotNetProcess.Describe(folder, arguments) };
        process.Start();
        try
        {
            using IDisposable note = RunningCommands.Note(folder, process);
            await Task.WhenAll(
                output.ReadAsync(process.StandardOutput, cancellationToken),
                output.ReadAsync(process.StandardError, cancellationToken),
                process.WaitForExitAsync(cancellationToken));
        }
        catch
        {
            await ProcessTree.KillAsync(process);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }

        return new CommandResult($"dotnet {string.Join(' ', arguments)}", process.ExitCode, output.Lines);
    }
}
