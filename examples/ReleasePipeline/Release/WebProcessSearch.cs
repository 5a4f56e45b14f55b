using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>Finds a running release by its pid, and is not fooled by another program that got the same pid.</summary>
internal static class WebProcessSearch
{
    /// <summary>The process, or null.</summary>
    public static Process? Find(int pid)
    {
        try
        {
            Process process = Process.GetProcessById(pid);
            if (!process.HasExited && IsRelease(process))
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IOException)
        {
            // No process has this pid, or it ended just now.
        }

        return null;
    }

    private static bool IsRelease(Process process)
    {
        string commandLine = $"/proc/{process.Id}/cmdline";
        return File.Exists(commandLine)
            ? File.ReadAllText(commandLine).Contains(GreeterLayout.Program, StringComparison.Ordinal)
            : string.Equals(process.ProcessName, "dotnet", StringComparison.OrdinalIgnoreCase);
    }
}
