using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Reading;

/// <summary>Reads refused and denied commands, newest first.</summary>
internal static class AuditReader
{
    private const string Rows = "SELECT position, entry FROM audit WHERE position < ?1 ORDER BY position DESC LIMIT ?2";

    public static IReadOnlyList<AuditEntry> Read(ReadConnection connection, int limit, long? before)
    {
        List<AuditEntry> entries = [];
        Statement rows = connection.Prepared(Rows);
        try
        {
            rows.Bind(1, before ?? long.MaxValue);
            rows.Bind(2, limit);
            while (rows.Step())
            {
                entries.Add(StoredJson.ReadAuditEntry(rows.Int64(0), rows.Bytes(1)));
            }
        }
        finally
        {
            rows.Reset();
        }

        return entries;
    }
}
