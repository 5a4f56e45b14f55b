using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration;

/// <summary>Registers the SQLite store.</summary>
public static class OrchestrationBuilderSqliteExtensions
{
    /// <summary>Keeps histories in a SQLite file, instead of in memory. See <see cref="SqliteExecutionStore"/> for what that promises.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="connectionString">A connection string of Microsoft.Data.Sqlite, such as <c>Data Source=releases.db</c>.</param>
    /// <exception cref="ArgumentException">The connection string can't be read, or names no file.</exception>
    public static IOrchestrationBuilder UseSqlite(this IOrchestrationBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _ = new ConnectionSettings(connectionString);
        return builder.UseStore(provider => new SqliteExecutionStore(connectionString, provider.GetService<ILogger<SqliteExecutionStore>>()));
    }
}
