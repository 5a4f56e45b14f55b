using System.Buffers;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Puts events behind the end of a stream, if the stream ends where it should.</summary>
internal sealed class HistoryTable(SqliteConnection connection, ArrayBufferWriter<byte> buffer) : IDisposable
{
    // Two statements cost half of one INSERT with a SELECT on the same table, which SQLite runs through a temporary table.
    private readonly Statement _version = new(connection, "SELECT last FROM history WHERE execution = ?1 ORDER BY first DESC LIMIT 1");

    private readonly Statement _append = new(
        connection, "INSERT INTO history (execution, first, last, commit_id, events) VALUES (?1, ?2 + 1, ?3, ?4, ?5)");

    private readonly Statement _find = new(
        connection, "SELECT 1 FROM history WHERE execution = ?1 AND first = ?2 + 1 AND commit_id = ?3");

    public bool TryAppend(StreamAppend append, Guid commit)
    {
        if (Version(append.Execution) != append.ExpectedVersion)
        {
            return false;
        }

        buffer.ResetWrittenCount();
        append.WriteEvents(buffer);
        _append.Bind(1, append.Execution);
        _append.Bind(2, append.ExpectedVersion);
        _append.Bind(3, append.Version);
        _append.Bind(4, commit);
        _append.Bind(5, buffer.WrittenSpan);
        _append.Run();
        return true;
    }

    /// <summary>Whether these events are there already, by this commit.</summary>
    public bool Holds(StreamAppend append, Guid commit)
    {
        _find.Bind(1, append.Execution);
        _find.Bind(2, append.ExpectedVersion);
        _find.Bind(3, commit);
        return _find.Number() is not null;
    }

    private long Version(ExecutionId execution)
    {
        _version.Bind(1, execution);
        return _version.Number() ?? 0;
    }

    public void Dispose()
    {
        _version.Dispose();
        _append.Dispose();
        _find.Dispose();
    }
}
