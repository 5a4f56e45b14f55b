using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;
using SQLitePCL;

namespace Orchestration.Sqlite.Writing;

/// <summary>Writes a batch of commits in one transaction: one flush to the disk for all of them.</summary>
internal sealed class BatchWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly CommitWriter _commits;
    private readonly Statement _begin;
    private readonly Statement _epoch;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public BatchWriter(SqliteConnection connection)
    {
        _connection = connection;
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
            long epoch = ReadEpoch();
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
            Array.Fill(results, isCommitting && exception.LeavesCommitUnknown() ? CommitResult.Unknown : CommitResult.Failed);
        }
        catch
        {
            RollBack();
            throw;
        }

        return results;
    }

    private long ReadEpoch()
    {
        try
        {
            return _epoch.Step() ? _epoch.Int64(0) : long.MaxValue;
        }
        finally
        {
            _epoch.Reset();
        }
    }

    /// <summary>Ends the transaction if SQLite has not done so itself, which depends on the error. If even that fails, the next BEGIN does too.</summary>
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
        {
            return;
        }

        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // The caller already hears that nothing was stored.
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
