using System.Buffers;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Keeps refused and denied commands. Position is the order of writing.</summary>
internal sealed class AuditTable(SqliteConnection connection, ArrayBufferWriter<byte> buffer) : IDisposable
{
    private readonly Statement _add = new(
        connection, "INSERT INTO audit (commit_id, ordinal, entry) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    private readonly Statement _find = new(connection, "SELECT 1 FROM audit WHERE commit_id = ?1 LIMIT 1");

    /// <summary>Adds the entries of a commit; those that are there already stay as they are.</summary>
    public void Add(Guid commit, IReadOnlyList<AuditEntry> entries)
    {
        for (int ordinal = 0; ordinal < entries.Count; ordinal++)
        {
            buffer.ResetWrittenCount();
            StoredJson.Write(entries[ordinal], buffer);
            _add.Bind(1, commit);
            _add.Bind(2, ordinal);
            _add.Bind(3, buffer.WrittenSpan);
            _add.Run();
        }
    }

    /// <summary>Whether the entries of this commit are there already.</summary>
    public bool Holds(Guid commit)
    {
        _find.Bind(1, commit);
        return _find.Number() is not null;
    }

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
    }
}
