using System.Globalization;
using Orchestration.Sqlite.Connections;

namespace Orchestration.Sqlite.Reading;

/// <summary>
/// Reads a page of a list. The key of a page is the start order, which never changes, so an execution that matches throughout is seen
/// exactly once, whatever starts or closes between two pages.
/// </summary>
internal static class ListReader
{
    public static ExecutionPage Read(ReadConnection connection, ExecutionQuery query)
    {
        ListSql sql = new(query, After(query));
        using Statement rows = new(connection.Connection, sql.Text);
        sql.Bind(rows);
        List<ExecutionSummary> page = [];
        long last = 0;
        while (rows.Step())
        {
            if (page.Count == query.Limit)
            {
                return new ExecutionPage(page, last.ToString(CultureInfo.InvariantCulture));
            }

            page.Add(SummaryReader.OfRow(rows));
            last = rows.Int64(2);
        }

        return new ExecutionPage(page, Next: null);
    }

    private static long? After(ExecutionQuery query)
    {
        if (query.After is not { } after)
        {
            return null;
        }

        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
            ? key
            : throw new OrchestrationException(ErrorCode.InvalidRequest, $"'{after}' is not the end of a page that this store returned.");
    }
}
