using Microsoft.Data.Sqlite;

namespace Orchestration.Sqlite.Connections;

/// <summary>Statements that run once. What runs often is a <see cref="Statement"/>.</summary>
internal static class SqliteConnectionExtensions
{
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this project, or made from numbers.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>The file in full, with links resolved, as SQLite sees it.</summary>
    public static string Path(this SqliteConnection connection) =>
        (string)connection.Scalar("SELECT file FROM pragma_database_list WHERE name = 'main'")!;
}
