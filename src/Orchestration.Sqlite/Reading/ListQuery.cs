using System.Globalization;
using System.Text;
using Orchestration.Sqlite.Connections;

namespace Orchestration.Sqlite.Reading;

/// <summary>
/// A page of a list as SQL. The key of a page is the start order, which never changes, so an execution that matches throughout is seen
/// exactly once, whatever starts or closes between two pages.
/// </summary>
internal sealed class ListQuery
{
    private readonly StringBuilder _sql = new("SELECT e.id, e.summary, e.start_order FROM ");
    private readonly List<Action<Statement, int>> _binds = [];
    private readonly ExecutionQuery _query;
    private string _separator = " WHERE ";

    private ListQuery(ExecutionQuery query) => _query = query;

    public static ExecutionPage Run(ReadConnection connection, ExecutionQuery query)
    {
        ListQuery list = new(query);
        list.Build(AfterKey(query.After));
        using Statement rows = new(connection.Connection, list._sql.ToString());
        for (int index = 0; index < list._binds.Count; index++)
        {
            list._binds[index](rows, index + 1);
        }

        return list.Read(rows);
    }

    private static long? AfterKey(string? after)
    {
        if (after is null)
        {
            return null;
        }

        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
            ? key
            : throw new OrchestrationException(ErrorCode.InvalidRequest, $"'{after}' is not the end of a page that this store returned.");
    }

    private void Build(long? after)
    {
        // Labels lead, because their index is in the order of the list too; the planner must not be free to scan instead.
        int labels = _query.Labels?.Count ?? 0;
        for (int label = 0; label < labels; label++)
        {
            _sql.Append(CultureInfo.InvariantCulture, $"label l{label} CROSS JOIN ");
        }

        _sql.Append("execution e");
        string key = labels > 0 ? "l0.start_order" : "e.start_order";
        AddLabels();
        AddColumns();
        if (_query.StartedFrom is { } from)
        {
            Where("e.started_at >= ?", (statement, index) => statement.Bind(index, from.UtcTicks));
        }

        if (_query.StartedBefore is { } before)
        {
            Where("e.started_at < ?", (statement, index) => statement.Bind(index, before.UtcTicks));
        }

        if (after is { } last)
        {
            Where(key + (_query.OldestFirst ? " > ?" : " < ?"), (statement, index) => statement.Bind(index, last));
        }

        _sql.Append(CultureInfo.InvariantCulture, $" ORDER BY {key} {(_query.OldestFirst ? "ASC" : "DESC")} LIMIT {_query.Limit + 1}");
    }

    private void AddLabels()
    {
        int label = 0;
        foreach ((string name, string value) in _query.Labels ?? System.Collections.Frozen.FrozenDictionary<string, string>.Empty)
        {
            Where($"l{label}.name = ?", (statement, index) => statement.Bind(index, name));
            Where($"l{label}.value = ?", (statement, index) => statement.Bind(index, value));
            Where(label == 0 ? "e.start_order = l0.start_order" : $"l{label}.start_order = l0.start_order");
            label++;
        }
    }

    private void AddColumns()
    {
        if (_query.Pipeline is { } pipeline)
        {
            Where("e.pipeline = ?", (statement, index) => statement.Bind(index, pipeline));
        }

        if (_query.Statuses is { } statuses)
        {
            Where($"e.status IN ({string.Join(", ", statuses.Select(status => (int)status))})");
        }

        if (_query.LatestOnly)
        {
            Where("e.is_latest = 1");
        }

        if (_query.StoppableOnly)
        {
            Where("e.is_stoppable = 1");
        }
    }

    private void Where(string condition, Action<Statement, int>? bind = null)
    {
        _sql.Append(_separator).Append(condition);
        _separator = " AND ";
        if (bind is not null)
        {
            _binds.Add(bind);
        }
    }

    /// <summary>Reads one row more than the page has, to know whether the list goes on.</summary>
    private ExecutionPage Read(Statement rows)
    {
        List<ExecutionSummary> page = [];
        long last = 0;
        while (rows.Step())
        {
            if (page.Count == _query.Limit)
            {
                return new ExecutionPage(page, last.ToString(CultureInfo.InvariantCulture));
            }

            page.Add(SummaryReader.OfRow(rows));
            last = rows.Int64(2);
        }

        return new ExecutionPage(page, Next: null);
    }
}
