using Microsoft.Extensions.Logging;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Why commits were not stored: a result has no room for the cause.</summary>
internal static partial class WriterLog
{
    [LoggerMessage(
        EventId = 7001,
        EventName = "StoreWriteFailed",
        Level = LogLevel.Error,
        Message = "The store '{Path}' could not write {Commits} commit(s); the result is {Result}.")]
    public static partial void WriteFailed(ILogger logger, Exception exception, string path, int commits, CommitResult result);

    [LoggerMessage(
        EventId = 7002,
        EventName = "StoreRollbackFailed",
        Level = LogLevel.Error,
        Message = "The store '{Path}' could not roll back a transaction that had failed; nothing of it is stored.")]
    public static partial void RollbackFailed(ILogger logger, Exception exception, string path);
}
