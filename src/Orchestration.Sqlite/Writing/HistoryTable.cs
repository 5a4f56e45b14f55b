using System.Buffers;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Puts events behind the end of a stream, if the stream ends where it should.</summary>
internal sealed class HistoryTable(SqliteConnection connection, ArrayBufferWriter<byte> buffer) : IDisposable
{
    private readonly Statement _append = new(
        connection,
        """
        INSERT INTO history (execution, first, last, commit_id, events)
        SELECT ?1, ?2 + 1, ?3, ?4, ?5
        WHERE coalesce((SELECT last FROM history WHERE execution = ?1 ORDER BY first DESC LIMIT 1), 0) = ?2
        """);

    private readonly Statement _find = new(
        connection, "SELECT 1 FROM history WHERE execution = ?1 AND first = ?2 + 1 AND commit_id = ?3");

    public bool TryAppend(StreamAppend append, Guid commit)
    {
        buffer.ResetWrittenCount();
        append.WriteEvents(buffer);
        _append.Bind(1, append.Execution);
        _append.Bind(2, append.ExpectedVersion);
        _append.Bind(3, append.Version);
        _append.Bind(4, commit);
        _append.Bind(5, buffer.WrittenSpan);
        _append.Run();
        return _append.Changes == 1;
    }

    /// <summary>Whether these events are there already, by this commit.</summary>
    public bool Holds(StreamAppend append, Guid commit)
    {
        _find.Bind(1, append.Execution);
        _find.Bind(2, append.ExpectedVersion);
        _find.Bind(3, commit);
        return _find.FindsOne();
    }

    public void Dispose()
    {
        _append.Dispose();
        _find.Dispose();
    }
}
