using System.Buffers;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>
/// Writes one commit inside a transaction, whole or not at all. It writes first and looks only at what did not go through: that is a
/// repetition if the row in the way is of the same commit, otherwise a conflict.
/// </summary>
internal sealed class CommitWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly HistoryTable _history;
    private readonly ExecutionTable _executions;
    private readonly PipelineTable _pipelines;
    private readonly CommandTable _commands;
    private readonly AuditTable _audit;
    private readonly Statement _savepoint;
    private readonly Statement _undo;
    private readonly Statement _release;

    public CommitWriter(SqliteConnection connection)
    {
        _history = new HistoryTable(connection, _buffer);
        _executions = new ExecutionTable(connection, _buffer);
        _pipelines = new PipelineTable(connection, _buffer);
        _commands = new CommandTable(connection);
        _audit = new AuditTable(connection, _buffer);
        _savepoint = new Statement(connection, "SAVEPOINT whole");
        _undo = new Statement(connection, "ROLLBACK TO whole");
        _release = new Statement(connection, "RELEASE whole");
    }

    public CommitResult Write(Commit commit)
    {
        // A single part that can conflict comes first, so there is nothing to undo. The guard only looks, before anything is written.
        bool mayNeedUndo = commit.Streams.Count + commit.Commands.Count + (commit.Pipeline is null ? 0 : 1) > 1;
        if (mayNeedUndo)
        {
            _savepoint.Run();
        }

        bool isWritten = TryWrite(commit);
        if (mayNeedUndo)
        {
            if (!isWritten)
            {
                _undo.Run();
            }

            _release.Run();
        }

        return isWritten || IsRepeated(commit) ? CommitResult.Committed : CommitResult.Conflict;
    }

    private bool TryWrite(Commit commit)
    {
        if (commit.Guard is { } guard && !_pipelines.Holds(guard))
        {
            return false;
        }

        foreach (StreamAppend append in commit.Streams)
        {
            if (!_history.TryAppend(append, commit.Id))
            {
                return false;
            }

            if (append.Summary is not null)
            {
                _executions.Write(append.Summary, isNew: append.ExpectedVersion == 0);
            }
        }

        if (commit.Pipeline is { } pipeline && !_pipelines.TryWrite(pipeline, commit.Id))
        {
            return false;
        }

        foreach (CommandEntry command in commit.Commands)
        {
            if (!_commands.TryAdd(command, commit.Id))
            {
                return false;
            }
        }

        _audit.Add(commit.Id, commit.Audit);
        return true;
    }

    /// <summary>As a commit is stored whole, one part tells. The pipeline is the last to be asked: its table forgets earlier records.</summary>
    private bool IsRepeated(Commit commit) => commit switch
    {
        { Streams: [var append, ..] } => _history.Holds(append, commit.Id),
        { Commands: [var command, ..] } => _commands.Holds(command, commit.Id),
        { Audit.Count: > 0 } => _audit.Holds(commit.Id),
        { Pipeline: { } pipeline } => _pipelines.Holds(pipeline, commit.Id),
        _ => false,
    };

    public void Dispose()
    {
        _history.Dispose();
        _executions.Dispose();
        _pipelines.Dispose();
        _commands.Dispose();
        _audit.Dispose();
        _savepoint.Dispose();
        _undo.Dispose();
        _release.Dispose();
    }
}
