using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace RollbackAndCleanup;

/// <summary>The real things: a folder, a table, a process, and the settings.</summary>
internal sealed class TestEnvironment : IDisposable
{
    public DirectoryInfo Root { get; } = Directory.CreateTempSubdirectory("rollback-");

    public string Settings => Path.Combine(Root.FullName, "settings.txt");

    public long Query(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(Root.FullName, "shop.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>This program once more, which lives until its input ends.</summary>
    public static string StartServer() =>
        $"{Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, UseShellExecute = false })!.Id}";

    public static Process? FindProcess(string id) => Process.GetProcesses().FirstOrDefault(process => $"{process.Id}" == id && !process.HasExited);

    public void Dispose() => Root.Delete(recursive: true);
}
