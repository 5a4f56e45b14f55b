using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Reading;

/// <summary>Reads summaries by what identifies them.</summary>
internal static class SummaryReader
{
    private const string ById = "SELECT id, summary FROM execution WHERE id = ?1";

    private const string ByLineage =
        """
        SELECT id, summary, iteration FROM execution WHERE id = ?1 AND root = ?1
        UNION ALL
        SELECT id, summary, iteration FROM execution WHERE root = ?1 AND iteration > 1 AND id <> ?1
        ORDER BY iteration
        """;

    public static ExecutionSummary? Find(ReadConnection connection, ExecutionId execution) =>
        Read(connection.Prepared(ById), execution) is [var found, ..] ? found : null;

    public static IReadOnlyList<ExecutionSummary> Lineage(ReadConnection connection, ExecutionId root) =>
        Read(connection.Prepared(ByLineage), root);

    /// <summary>The summary in the current row, which begins with the columns id and summary.</summary>
    public static ExecutionSummary OfRow(Statement row) => StoredJson.ReadSummary(new ExecutionId(row.Guid(0)), row.Bytes(1));

    private static List<ExecutionSummary> Read(Statement rows, ExecutionId key)
    {
        List<ExecutionSummary> summaries = [];
        try
        {
            rows.Bind(1, key);
            while (rows.Step())
            {
                summaries.Add(OfRow(rows));
            }
        }
        finally
        {
            rows.Reset();
        }

        return summaries;
    }
}
