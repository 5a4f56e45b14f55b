using System.Diagnostics;

namespace ReleasePipeline.Release;

/// <summary>Keeps notes of the commands that run in a folder, so that those of a crashed pipeline can be ended before new ones start.</summary>
internal static class RunningCommands
{
    /// <summary>Notes a running command; disposing the answer removes the note.</summary>
    public static IDisposable Note(string folder, Process command) =>
        CommandNote.Write(Directory.CreateDirectory(NotesOf(folder)).FullName, command);

    /// <summary>The process ids of the commands that run.</summary>
    public static IReadOnlyList<int> Find(string folder)
    {
        List<int> found = [];
        foreach (CommandNote note in CommandNote.ReadAll(NotesOf(folder)))
        {
            using Process? command = note.FindCommand();
            if (command is not null)
            {
                found.Add(command.Id);
            }
        }

        return found;
    }

    /// <summary>Kills commands whose pipeline process is gone.</summary>
    public static Task KillLeftoversAsync(string folder) => KillAsync(CommandNote.ReadAll(NotesOf(folder)).Where(note => !note.HasOwner));

    /// <summary>Kills all commands.</summary>
    public static Task KillAllAsync(string folder) => KillAsync(CommandNote.ReadAll(NotesOf(folder)));

    private static async Task KillAsync(IEnumerable<CommandNote> notes)
    {
        foreach (CommandNote note in notes)
        {
            using Process? command = note.FindCommand();
            if (command is not null)
            {
                await ProcessTree.KillAsync(command);
            }

            note.Dispose();
        }
    }

    private static string NotesOf(string folder) => Path.Combine(folder, ".running");
}
