using System.Runtime.InteropServices;

namespace ReleasePipeline.Release;

/// <summary>System calls that .NET has no method for.</summary>
internal static class Posix
{
    private const int Sigkill = 9;
    private const int Sigterm = 15;

    /// <summary>Renames a file, link or empty folder over an existing one in one step.</summary>
    public static void Rename(string from, string to)
    {
        if (NativeRename(from, to) != 0)
        {
            throw new IOException($"'{to}' could not be replaced: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Asks a process to end; false when there is no such process.</summary>
    public static bool Terminate(int pid) => NativeKill(pid, Sigterm) == 0;

    /// <summary>Kills the processes of a group; false when it has none.</summary>
    public static bool KillGroup(int group) => NativeKill(-group, Sigkill) == 0;

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeRename(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
