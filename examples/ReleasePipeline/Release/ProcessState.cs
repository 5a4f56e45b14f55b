using System.Diagnostics;
using System.Globalization;

namespace ReleasePipeline.Release;

/// <summary>
/// Whether processes still live. One that has ended may stay listed until its parent, or the system, collects it; where nobody does,
/// waiting for that would never end.
/// </summary>
internal static class ProcessState
{
    private const string Collectable = "Z";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until a process has ended, collected or not.</summary>
    public static async Task WaitForEndAsync(Process process, CancellationToken cancellationToken)
    {
        Task collected = process.WaitForExitAsync(cancellationToken);
        while (!collected.IsCompleted && !HasEnded(process.Id))
        {
            await Task.WhenAny(collected, Task.Delay(PollInterval, TimeProvider.System, cancellationToken));
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Whether a process has ended; where the system doesn't tell, only those that were collected have.</summary>
    public static bool HasEnded(int pid) => Directory.Exists("/proc/self") && !(Read($"/proc/{pid}") is { IsAlive: true });

    /// <summary>Whether any process of a group lives.</summary>
    public static bool IsAnyAlive(int group) => Directory.EnumerateDirectories("/proc")
        .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
        .Any(folder => Read(folder) is { IsAlive: true } process && process.Group == group);

    private static (bool IsAlive, int Group)? Read(string processFolder)
    {
        try
        {
            // After the program's name in parentheses: state, parent, group.
            string status = File.ReadAllText(Path.Combine(processFolder, "stat"));
            string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return (!string.Equals(fields[0], Collectable, StringComparison.Ordinal), int.Parse(fields[2], CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // It ended just now.
        }
    }
}
