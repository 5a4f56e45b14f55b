using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Keeps the ids of accepted commands, each once.</summary>
internal sealed class CommandTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _add = new(
        connection, "INSERT INTO command (id, execution, commit_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    private readonly Statement _find = new(connection, "SELECT 1 FROM command WHERE id = ?1 AND commit_id = ?2");

    public bool TryAdd(CommandEntry command, Guid commit)
    {
        _add.Bind(1, command.CommandId);
        _add.Bind(2, command.Execution);
        _add.Bind(3, commit);
        _add.Run();
        return _add.Changes == 1;
    }

    /// <summary>Whether the id is there already, by this commit.</summary>
    public bool Holds(CommandEntry command, Guid commit)
    {
        _find.Bind(1, command.CommandId);
        _find.Bind(2, commit);
        return _find.Number() is not null;
    }

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
    }
}
