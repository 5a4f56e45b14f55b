using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>A running release. It outlives the pipeline's process and can be found again by its pid.</summary>
public sealed class WebProcess : IDisposable
{
    private readonly Process _process;

    internal WebProcess(Process process, Uri baseAddress)
    {
        _process = process;
        Pid = process.Id;
        BaseAddress = baseAddress;
    }

    /// <summary>The process id.</summary>
    public int Pid { get; }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Whether it has ended, for whatever reason.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a release on a free loopback port and returns once it listens; a cancelled start leaves no process.</summary>
    public static Task<WebProcess> StartAsync(string releaseFolder, CancellationToken cancellationToken) =>
        WebProcessStart.RunAsync(releaseFolder, cancellationToken);

    /// <summary>Finds a release started earlier, also by another process; null when it no longer runs.</summary>
    public static WebProcess? FindByPid(int pid, Uri baseAddress) =>
        WebProcessSearch.Find(pid) is { } process ? new WebProcess(process, baseAddress) : null;

    /// <summary>Waits until it ends; cancelling ends only the waiting.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to end and waits; when cancelled, it is killed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_process.HasExited && !OperatingSystem.IsWindows() && Posix.Terminate(Pid))
            {
                await ProcessState.WaitForEndAsync(_process, cancellationToken);
            }
        }
        finally
        {
            await KillAsync();
        }
    }

    /// <summary>Kills it at once.</summary>
    public Task KillAsync() => ProcessTree.KillAsync(_process);

    /// <summary>Lets go of the process without ending it.</summary>
    public void Dispose() => _process.Dispose();
}
