using System.Diagnostics;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite.Processes;

/// <summary>Another process that has opened a store and committed one event to it.</summary>
internal sealed class OwnerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private OwnerProcess(Process process) => _process = process;

    /// <summary>The execution that the process writes.</summary>
    public static ExecutionId Execution { get; } = ExecutionId.Parse("11111111-2222-3333-4444-555555555555");

    public long Epoch { get; private set; }

    public static async Task<OwnerProcess> StartAsync(string connectionString)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, connectionString },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        OwnerProcess owner = new(Process.Start(start)!);
        string? line = await owner._process.StandardOutput.ReadLineAsync().WithinAsync();
        if (line is null)
        {
            throw new InvalidOperationException(await owner._process.StandardError.ReadToEndAsync());
        }

        string[] words = line.Split(' ');
        Assert.Equal("Committed", words[1]);
        owner.Epoch = long.Parse(words[0]);
        return owner;
    }

    /// <summary>SIGKILL: no code of the process runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WithinAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
