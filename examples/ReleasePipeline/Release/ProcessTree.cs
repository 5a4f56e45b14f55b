using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>Ends a process together with all its children.</summary>
internal static class ProcessTree
{
    /// <summary>Kills the tree and returns when all of it is gone; nothing happens when the process has ended before.</summary>
    public static async Task KillAsync(Process process)
    {
        if (process.HasExited || ProcessState.HasEnded(process.Id))
        {
            return;
        }

        int group = process.Id;
        process.Kill(entireProcessTree: true);
        await ProcessState.WaitForEndAsync(process, CancellationToken.None);
        if (!OperatingSystem.IsWindows())
        {
            await ProcessGroup.KillAsync(group);
        }
    }
}
