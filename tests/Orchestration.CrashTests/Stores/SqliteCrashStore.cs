using Orchestration.Storage;

namespace Orchestration.CrashTests.Stores;

/// <summary>One SQLite file.</summary>
internal sealed class SqliteCrashStore : ICrashStore
{
    public string Name => "sqlite";

    public void Use(IOrchestrationBuilder builder, string folder) => builder.UseSqlite(ConnectionString(folder));

    public IExecutionStore Create(string folder) => new SqliteExecutionStore(ConnectionString(folder));

    private static string ConnectionString(string folder) => $"Data Source={Path.Combine(folder, "executions.db")}";
}
