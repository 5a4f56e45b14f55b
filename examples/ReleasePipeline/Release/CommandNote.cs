using System.Diagnostics;
using System.Globalization;

namespace ReleasePipeline.Release;

/// <summary>A file that names a running command, when it started, and the process that started it.</summary>
internal sealed record CommandNote(string File, int Owner, long Start) : IDisposable
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Whether the process that started the command still runs.</summary>
    public bool HasOwner
    {
        get
        {
            using Process? owner = Find(Owner);
            return owner is not null;
        }
    }

    /// <summary>Writes a note; it appears complete or not at all.</summary>
    public static CommandNote Write(string folder, Process command)
    {
        string name = command.Id.ToString(CultureInfo.InvariantCulture);
        CommandNote note = new(Path.Combine(folder, name), Environment.ProcessId, StartOf(command));
        string partial = Path.Combine(folder, $".{name}.partial");
        System.IO.File.WriteAllText(partial, $"{note.Owner} {note.Start}");
        System.IO.File.Move(partial, note.File, overwrite: true);
        return note;
    }

    /// <summary>The notes of a folder; those that are removed meanwhile may be left out.</summary>
    public static IReadOnlyList<CommandNote> ReadAll(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*").Where(IsNote).Select(Read).OfType<CommandNote>()]
        : [];

    /// <summary>The running command, or null when it has ended; another process that got its id is not taken for it.</summary>
    public Process? FindCommand()
    {
        Process? command = Find(int.Parse(Path.GetFileName(File), CultureInfo.InvariantCulture));
        if (command is null || (!ProcessState.HasEnded(command.Id) && TimeSpan.FromTicks(Math.Abs(StartOf(command) - Start)) < ClockTolerance))
        {
            return command;
        }

        command.Dispose();
        return null;
    }

    /// <summary>Removes the note; nothing happens when it was removed before.</summary>
    public void Dispose()
    {
        try
        {
            System.IO.File.Delete(File);
        }
        catch (DirectoryNotFoundException)
        {
            // The whole workspace was removed.
        }
    }

    private static bool IsNote(string file) => Path.GetFileName(file).All(char.IsAsciiDigit);

    private static CommandNote? Read(string file)
    {
        try
        {
            string[] parts = System.IO.File.ReadAllText(file).Split(' ');
            return new CommandNote(file, int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

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
}
