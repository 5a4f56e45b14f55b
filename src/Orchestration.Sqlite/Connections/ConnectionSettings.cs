using Microsoft.Data.Sqlite;

namespace Orchestration.Sqlite.Connections;

/// <summary>What the connection string says, checked, and how connections are opened by it.</summary>
internal sealed class ConnectionSettings
{
    private readonly SqliteConnectionStringBuilder _builder;

    public ConnectionSettings(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _builder = new SqliteConnectionStringBuilder(connectionString);
        if (IsInMemory(_builder))
        {
            throw new ArgumentException(
                $"'{connectionString}' names no file. This store is durable and needs one; to keep executions in memory, use the in-memory store.",
                nameof(connectionString));
        }

        // The store keeps the few connections that it needs, and its file must be free as soon as it is disposed.
        _builder.Pooling = false;
        _builder.Cache = SqliteCacheMode.Private;
    }

    public string DataSource => _builder.DataSource;

    /// <summary>How long a statement waits while something outside this process locks the file.</summary>
    private int BusyMilliseconds => checked(_builder.DefaultTimeout * 1000);

    public SqliteConnection OpenForWriting() => Open(_builder);

    /// <summary>Opens a connection that can't write, to the file that the writing one uses, wherever the current directory is now.</summary>
    public SqliteConnection OpenForReading(string path) => Open(new SqliteConnectionStringBuilder(_builder.ConnectionString)
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
    });

    private SqliteConnection Open(SqliteConnectionStringBuilder builder)
    {
        SqliteConnection connection = new(builder.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusyMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsInMemory(SqliteConnectionStringBuilder builder) =>
        builder.Mode == SqliteOpenMode.Memory
        || builder.DataSource.Length == 0
        || builder.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
        || builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase);
}
