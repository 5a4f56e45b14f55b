using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

/// <summary>A store's file in a folder of its own, removed at the end.</summary>
public sealed class SqliteStoreFixture : IStoreFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestration-sqlite-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    public string ConnectionString => $"Data Source={Path};Default Timeout=0";

    public bool SurvivesRestart => true;

    public IExecutionStore CreateStore() => new SqliteExecutionStore(ConnectionString);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
