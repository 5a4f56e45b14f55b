using System.Buffers;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Writing;

/// <summary>Keeps one summary for each execution. An execution's labels, its start and its place in a lineage never change.</summary>
internal sealed class ExecutionTable(SqliteConnection connection, ArrayBufferWriter<byte> buffer) : IDisposable
{
    private readonly Statement _update = new(
        connection,
        """
        UPDATE execution SET status = ?2, is_closed = ?3, is_stoppable = ?4, is_latest = ?5, is_unfinished = ?6, summary = ?7
        WHERE id = ?1
        """);

    private readonly Statement _insert = new(
        connection,
        """
        INSERT INTO execution (id, status, is_closed, is_stoppable, is_latest, is_unfinished, summary, pipeline, started_at, root, iteration)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """);

    private readonly Statement _label = new(
        connection, "INSERT INTO label (name, value, start_order) VALUES (?1, ?2, (SELECT start_order FROM execution WHERE id = ?3))");

    public void Write(ExecutionSummary summary, bool isNew)
    {
        buffer.ResetWrittenCount();
        StoredJson.Write(summary, buffer);
        if (isNew || !TryUpdate(summary))
        {
            Insert(summary);
        }
    }

    private bool TryUpdate(ExecutionSummary summary)
    {
        BindWhatChanges(_update, summary);
        _update.Run();
        return _update.Changes == 1;
    }

    private void Insert(ExecutionSummary summary)
    {
        BindWhatChanges(_insert, summary);
        _insert.Bind(8, summary.Pipeline);
        _insert.Bind(9, summary.StartedAt.UtcTicks);
        _insert.Bind(10, summary.Lineage.Root);
        _insert.Bind(11, summary.Lineage.Iteration);
        _insert.Run();
        foreach ((string name, string value) in summary.Labels)
        {
            _label.Bind(1, name);
            _label.Bind(2, value);
            _label.Bind(3, summary.Id);
            _label.Run();
        }
    }

    private void BindWhatChanges(Statement statement, ExecutionSummary summary)
    {
        statement.Bind(1, summary.Id);
        statement.Bind(2, (long)summary.Status);
        statement.Bind(3, summary.IsClosed);
        statement.Bind(4, summary.IsStoppable);
        statement.Bind(5, summary.IsLatest);
        statement.Bind(6, !summary.IsClosed || summary.IsReleasing);
        statement.Bind(7, buffer.WrittenSpan);
    }

    public void Dispose()
    {
        _update.Dispose();
        _insert.Dispose();
        _label.Dispose();
    }
}
