using System.Globalization;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;

namespace Orchestration.Sqlite.Schema;

/// <summary>Brings a file to the schema of this version of the library. Only its owner does that.</summary>
internal static class SchemaUpgrade
{
    public static void Run(SqliteConnection connection, string path) => Run(connection, path, SchemaSteps.All);

    public static void Run(SqliteConnection connection, string path, IReadOnlyList<string> steps)
    {
        long version = ReadVersion(connection, path);
        if (version > steps.Count)
        {
            throw new OrchestrationException(
                ErrorCode.StoreUnavailable,
                $"The store '{path}' has schema version {version}; this version of the library knows versions up to {steps.Count}. "
                + "A newer version of the library has used it. Use that one.");
        }

        for (; version < steps.Count; version++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            connection.Execute(steps[(int)version]);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE meta SET schema_version = {version + 1}"));
            transaction.Commit();
        }
    }

    private static long ReadVersion(SqliteConnection connection, string path)
    {
        if (connection.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'") is not null)
        {
            return (long)(connection.Scalar("SELECT schema_version FROM meta")
                ?? throw new OrchestrationException(ErrorCode.StoreCorrupt, $"The store '{path}' does not say which schema version it has."));
        }

        return connection.Scalar("SELECT name FROM sqlite_master LIMIT 1") is not { } other
            ? 0
            : throw new OrchestrationException(
                ErrorCode.StoreUnavailable,
                $"'{path}' is the database of something else: it has '{other}', and nothing of this store. Give the store a file of its own.");
    }
}
