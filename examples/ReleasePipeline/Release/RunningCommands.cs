using System.Diagnostics;
using System.Globalization;

namespace ReleasePipeline.Release;

/// <summary>Notes the running commands of a folder, so that those of a crashed pipeline can be ended before new ones start.</summary>
internal static class RunningCommands
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Notes a running command; disposing the answer removes the note.</summary>
    public static IDisposable Note(string folder, Process process)
    {
        string notes = Directory.CreateDirectory(NotesOf(folder)).FullName;
        string file = Path.Combine(notes, process.Id.ToString(CultureInfo.InvariantCulture));
        File.WriteAllText(file, $"{Environment.ProcessId} {StartOf(process)}");
        return new Removal(file);
    }

    /// <summary>Kills noted commands whose pipeline process is gone.</summary>
    public static Task KillLeftoversAsync(string folder) => KillAsync(folder, isOwnerSpared: true);

    /// <summary>Kills every noted command.</summary>
    public static Task KillAllAsync(string folder) => KillAsync(folder, isOwnerSpared: false);

    private static async Task KillAsync(string folder, bool isOwnerSpared)
    {
        if (!Directory.Exists(NotesOf(folder)))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(NotesOf(folder)))
        {
            await KillAsync(new FileInfo(file), isOwnerSpared);
        }
    }

    private static async Task KillAsync(FileInfo note, bool isOwnerSpared)
    {
        string[] parts = (await File.ReadAllTextAsync(note.FullName)).Split(' ');
        bool complete = parts.Length == 2;
        if (isOwnerSpared && complete && Find(int.Parse(parts[0], CultureInfo.InvariantCulture)) is { } owner)
        {
            owner.Dispose();
            return;
        }

        using Process? command = Find(int.Parse(note.Name, CultureInfo.InvariantCulture));
        if (complete && command is not null && StartedAt(command, long.Parse(parts[1], CultureInfo.InvariantCulture)))
        {
            await ProcessTree.KillAsync(command);
        }

        note.Delete();
    }

    private static string NotesOf(string folder) => Path.Combine(folder, ".running");

    private static bool StartedAt(Process process, long ticks) =>
        TimeSpan.FromTicks(Math.Abs(StartOf(process) - ticks)) < ClockTolerance;

    private static long StartOf(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (InvalidOperationException)
        {
            return 0; // It has ended.
        }
    }

    private static Process? Find(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private sealed class Removal(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}
