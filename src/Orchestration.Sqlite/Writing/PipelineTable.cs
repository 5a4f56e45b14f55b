using System.Buffers;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Keeps one record for each pipeline, each version upon the one before, and knows the version of its gates.</summary>
internal sealed class PipelineTable(SqliteConnection connection, ArrayBufferWriter<byte> buffer) : IDisposable
{
    private readonly Statement _insert = new(
        connection,
        """
        INSERT INTO pipeline (name, version, gate_version, commit_id, record)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING
        """);

    private readonly Statement _update = new(
        connection,
        """
        UPDATE pipeline SET version = ?2, gate_version = ?3, commit_id = ?4, record = ?5
        WHERE name = ?1 AND version = ?2 - 1
        """);

    private readonly Statement _gateVersion = new(connection, "SELECT gate_version FROM pipeline WHERE name = ?1");

    private readonly Statement _find = new(connection, "SELECT 1 FROM pipeline WHERE name = ?1 AND commit_id = ?2");

    public bool TryWrite(PipelineRecord record, Guid commit)
    {
        buffer.ResetWrittenCount();
        StoredJson.Write(record, buffer);
        Statement write = record.Version == 1 ? _insert : _update;
        write.Bind(1, record.Pipeline);
        write.Bind(2, record.Version);
        write.Bind(3, record.GateVersion);
        write.Bind(4, commit);
        write.Bind(5, buffer.WrittenSpan);
        write.Run();
        return write.Changes == 1;
    }

    /// <summary>Whether the gates are as they were when the commit was decided on.</summary>
    public bool Holds(GateGuard guard)
    {
        _gateVersion.Bind(1, guard.Pipeline);
        return (_gateVersion.Number() ?? 0) == guard.GateVersion;
    }

    /// <summary>Whether the present record is there by this commit.</summary>
    public bool Holds(PipelineRecord record, Guid commit)
    {
        _find.Bind(1, record.Pipeline);
        _find.Bind(2, commit);
        return _find.Number() is not null;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _gateVersion.Dispose();
        _find.Dispose();
    }
}
