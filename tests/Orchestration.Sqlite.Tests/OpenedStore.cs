using Microsoft.Data.Sqlite;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

/// <summary>An open store on a new file, with short ways to use and to damage it.</summary>
internal sealed class OpenedStore : IAsyncDisposable
{
    private OpenedStore(SqliteStoreFixture fixture, SqliteExecutionStore store, RecordedLogs logs, long epoch) =>
        (Fixture, Store, Logs, Epoch) = (fixture, store, logs, epoch);

    public SqliteStoreFixture Fixture { get; }

    public SqliteExecutionStore Store { get; }

    public RecordedLogs Logs { get; }

    public long Epoch { get; }

    public ExecutionId Execution { get; } = new(Guid.NewGuid());

    public static async Task<OpenedStore> CreateAsync()
    {
        SqliteStoreFixture fixture = new();
        RecordedLogs logs = new(new ManualTimeProvider());
        SqliteExecutionStore store = new(fixture.ConnectionString, new LoggerOf(logs));
        return new OpenedStore(fixture, store, logs, await store.OpenAsync(CancellationToken.None));
    }

    public async Task<CommitResult> AppendAsync(long version, int events = 1, int size = 1) =>
        await AppendAsync(Commits.Of(Epoch, Execution, version, events, size));

    public async Task<CommitResult> AppendAsync(Commit commit) => (await Store.AppendAsync([commit], CancellationToken.None))[0];

    public async Task<int> CountAsync() => (await Store.ReadAsync(Execution, 1, 1_000, CancellationToken.None)).Count;

    /// <summary>Runs SQL on the connection that the store writes with.</summary>
    public void OnWriter(string sql) => Run(Store.Opened.Owner.Connection, sql);

    /// <summary>Runs SQL from outside the store.</summary>
    public void FromOutside(string sql) => FromOutside(Fixture, sql);

    public static void FromOutside(SqliteStoreFixture fixture, string sql)
    {
        using SqliteConnection connection = Connect(fixture);
        Run(connection, sql);
    }

    public static long SchemaVersion(SqliteStoreFixture fixture)
    {
        using SqliteConnection connection = Connect(fixture);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT schema_version FROM meta";
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Fixture.DisposeAsync();
    }

    /// <summary>A connection past the store; the file is free again when it is disposed.</summary>
    public static SqliteConnection Connect(SqliteStoreFixture fixture)
    {
        SqliteConnection connection = new($"Data Source={fixture.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
