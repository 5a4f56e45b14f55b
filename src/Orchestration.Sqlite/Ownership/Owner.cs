using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Sqlite.Schema;

namespace Orchestration.Sqlite.Ownership;

/// <summary>What the owner of a store holds: its lock, the one connection that writes, and its epoch.</summary>
internal sealed class Owner : IDisposable
{
    private readonly OwnershipLock _lock;

    private Owner(SqliteConnection connection, string path, OwnershipLock taken)
    {
        _lock = taken;
        Connection = connection;
        Path = path;
        Epoch = Prepare(connection, path);
    }

    public SqliteConnection Connection { get; }

    public string Path { get; }

    /// <summary>Greater than that of every owner before.</summary>
    public long Epoch { get; }

    public static Owner Open(ConnectionSettings settings)
    {
        SqliteConnection? connection = null;
        OwnershipLock? taken = null;
        string what = $"The store '{settings.DataSource}' can't be opened";
        try
        {
            connection = settings.OpenForWriting();
            string path = connection.Path();
            what = $"The store '{path}' can't be opened";
            taken = OwnershipLock.Take(path);
            return new Owner(connection, path, taken);
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            taken?.Dispose();
            if (exception is SqliteException failure)
            {
                throw failure.ToOrchestration(what);
            }

            throw;
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        _lock.Dispose();
    }

    private static long Prepare(SqliteConnection connection, string path)
    {
        if (connection.Scalar("PRAGMA journal_mode = WAL") is not "wal")
        {
            throw new OrchestrationException(
                ErrorCode.StoreUnavailable, $"The store '{path}' can't keep a write-ahead log; it must be on a local disk.");
        }

        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA temp_store = MEMORY");
        connection.Execute("PRAGMA cache_size = -16000");
        SchemaUpgrade.Run(connection, path);
        return NextEpoch(connection);
    }

    private static long NextEpoch(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("UPDATE meta SET epoch = epoch + 1");
        long epoch = (long)connection.Scalar("SELECT epoch FROM meta")!;
        transaction.Commit();
        return epoch;
    }
}
