using System.Globalization;

namespace ReleasePipeline.Release;

/// <summary>The processes that descend from one command started in a session of its own.</summary>
internal static class ProcessGroup
{
    private const int MaxPolls = 400;
    private const string Zombie = "Z";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Kills all members and waits, for a limited time, until they are gone.</summary>
    public static async Task KillAsync(int group)
    {
        for (int poll = 0; poll < MaxPolls && Posix.KillGroup(group) && HasLivingMember(group); poll++)
        {
            await Task.Delay(PollInterval, TimeProvider.System, CancellationToken.None);
        }
    }

    // Dead members may stay listed until the system collects them; they do no harm.
    private static bool HasLivingMember(int group) =>
        !OperatingSystem.IsLinux() || Directory.EnumerateDirectories("/proc").Any(folder => IsLivingMember(folder, group));

    private static bool IsLivingMember(string processFolder, int group)
    {
        if (!char.IsAsciiDigit(Path.GetFileName(processFolder)[0]))
        {
            return false;
        }

        try
        {
            // After the program's name in parentheses: state, parent, group.
            string status = File.ReadAllText(Path.Combine(processFolder, "stat"));
            string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return !string.Equals(fields[0], Zombie, StringComparison.Ordinal) && int.Parse(fields[2], CultureInfo.InvariantCulture) == group;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // It ended just now.
        }
    }
}
