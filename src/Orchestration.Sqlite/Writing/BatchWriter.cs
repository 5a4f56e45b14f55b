using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Orchestration.Sqlite.Connections;
using Orchestration.Sqlite.Ownership;
using Orchestration.Storage;
using SQLitePCL;

namespace Orchestration.Sqlite.Writing;

/// <summary>Writes a batch of commits in one transaction: one flush to the disk for all of them.</summary>
internal sealed class BatchWriter : IDisposable
{
    private readonly Owner _owner;
    private readonly ILogger _logger;
    private readonly CommitWriter _commits;
    private readonly Statement _begin;
    private readonly Statement _epoch;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public BatchWriter(Owner owner, ILogger logger)
    {
        _owner = owner;
        _logger = logger;
        SqliteConnection connection = owner.Connection;
        _commits = new CommitWriter(connection);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _epoch = new Statement(connection, "SELECT epoch FROM meta");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
    }

    public CommitResult[] Write(IReadOnlyList<Commit> commits)
    {
        CommitResult[] results = new CommitResult[commits.Count];
        bool isCommitting = false;
        try
        {
            _begin.Run();
            long epoch = _epoch.Number() ?? long.MaxValue;
            for (int index = 0; index < results.Length; index++)
            {
                results[index] = commits[index].Epoch < epoch ? CommitResult.Fenced : _commits.Write(commits[index]);
            }

            isCommitting = true;
            _commit.Run();
        }
        catch (SqliteException exception)
        {
            RollBack();
            CommitResult result = isCommitting && exception.LeavesCommitUnknown() ? CommitResult.Unknown : CommitResult.Failed;
            WriterLog.WriteFailed(_logger, exception, _owner.Path, results.Length, result);
            Array.Fill(results, result);
        }
        catch
        {
            RollBack();
            throw;
        }

        return results;
    }

    /// <summary>Ends the transaction, unless SQLite has done so itself; that depends on the error.</summary>
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_owner.Connection.Handle) != 0)
        {
            return;
        }

        try
        {
            _rollback.Run();
        }
        catch (SqliteException exception)
        {
            // The next BEGIN fails for the same reason, so later results tell the truth as well.
            WriterLog.RollbackFailed(_logger, exception, _owner.Path);
        }
    }

    public void Dispose()
    {
        _commits.Dispose();
        _begin.Dispose();
        _epoch.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }
}
