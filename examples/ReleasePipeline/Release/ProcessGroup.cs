namespace ReleasePipeline.Release;

/// <summary>The processes that descend from one command started in a session of its own.</summary>
internal static class ProcessGroup
{
    private const int MaxPolls = 400;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Kills all members and waits, for a limited time, until they are gone.</summary>
    public static async Task KillAsync(int group)
    {
        for (int poll = 0; poll < MaxPolls && Posix.KillGroup(group) && HasLivingMember(group); poll++)
        {
            await Task.Delay(PollInterval, TimeProvider.System, CancellationToken.None);
        }
    }

    private static bool HasLivingMember(int group) => !OperatingSystem.IsLinux() || ProcessState.IsAnyAlive(group);
}
