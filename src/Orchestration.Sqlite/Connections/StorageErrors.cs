using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestration.Sqlite.Connections;

/// <summary>What an error of SQLite means for a caller.</summary>
internal static class StorageErrors
{
    /// <summary>
    /// Whether a transaction whose COMMIT ended with this error may be in the file all the same. A full disk, a lock and a read-only file
    /// show before the last page is written; a failed write or flush of that page may show after it, and a crash would find it.
    /// </summary>
    public static bool LeavesCommitUnknown(this SqliteException exception) =>
        exception.SqliteErrorCode is not (raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_NOMEM);

    public static bool IsInterrupted(this SqliteException exception) => exception.SqliteErrorCode == raw.SQLITE_INTERRUPT;

    /// <summary>The error as callers of the port see it.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="what">What can't be used, as the beginning of a sentence.</param>
    public static OrchestrationException ToOrchestration(this SqliteException exception, string what)
    {
        bool isCorrupt = exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
        return new OrchestrationException(
            isCorrupt ? ErrorCode.StoreCorrupt : ErrorCode.StoreUnavailable, $"{what}: {exception.Message}", exception);
    }
}
