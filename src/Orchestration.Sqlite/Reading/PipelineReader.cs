using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Reading;

/// <summary>Reads the records of pipelines.</summary>
internal static class PipelineReader
{
    private const string ByName = "SELECT name, version, gate_version, record FROM pipeline WHERE name = ?1";

    private const string Rows = "SELECT name, version, gate_version, record FROM pipeline";

    public static PipelineRecord? Find(ReadConnection connection, string pipeline)
    {
        Statement row = connection.Prepared(ByName);
        try
        {
            row.Bind(1, pipeline);
            return row.Step() ? OfRow(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    public static IReadOnlyList<PipelineRecord> ReadAll(ReadConnection connection)
    {
        List<PipelineRecord> records = [];
        Statement rows = connection.Prepared(Rows);
        try
        {
            while (rows.Step())
            {
                records.Add(OfRow(rows));
            }
        }
        finally
        {
            rows.Reset();
        }

        // SQLite would order by UTF-8 bytes, which for some characters is another order.
        records.Sort((one, other) => string.CompareOrdinal(one.Pipeline, other.Pipeline));
        return records;
    }

    private static PipelineRecord OfRow(Statement row)
    {
        string name = row.Text(0);
        PipelineRecord record = StoredJson.ReadPipeline(name, row.Bytes(3));
        return record.Pipeline == name && record.Version == row.Int64(1) && record.GateVersion == row.Int64(2)
            ? record
            : throw new OrchestrationException(
                ErrorCode.StoreCorrupt,
                $"The record of pipeline '{name}' is damaged: its row is of version {row.Int64(1)} with gates of version {row.Int64(2)}, "
                + $"but holds pipeline '{record.Pipeline}' in version {record.Version} with gates of version {record.GateVersion}.");
    }
}
