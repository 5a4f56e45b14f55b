using System.Globalization;
using Orchestration.Sqlite.Connections;

namespace Orchestration.Sqlite.Reading;

/// <summary>
/// A page of a list as SQL. By pipeline, status, label, stoppable or unfinished, a page costs the same however long the list is: each branch
/// reads an index that is in the order of the list, and stops at the page's end. Times, and several filters at once, pick from what one index gives.
/// </summary>
internal sealed class ListSql
{
    private readonly ExecutionQuery _query;
    private readonly KeyValuePair<string, string>[] _labels;
    private readonly List<string> _conditions = [];
    private readonly List<Action<Statement, int>> _values = [];

    public ListSql(ExecutionQuery query, long? after)
    {
        _query = query;
        _labels = [.. query.Labels ?? new Dictionary<string, string>()];
        AddLabels();
        AddColumns();
        if (after is { } last)
        {
            Add(Key + (query.OldestFirst ? " > {0}" : " < {0}"), (statement, index) => statement.Bind(index, last));
        }

        string[] branches = Branches();
        Text = branches.Length == 1 ? branches[0] : Union(branches);
    }

    /// <summary>Columns: id, summary, start_order; one row more than the page has.</summary>
    public string Text { get; }

    /// <summary>Labels lead where there are any; CROSS JOIN keeps the planner from turning the order round.</summary>
    private string From => string.Concat(_labels.Select((_, index) => $"label l{index} CROSS JOIN ")) + "execution e";

    private string Key => _labels.Length > 0 ? "l0.start_order" : "e.start_order";

    private string End => string.Create(CultureInfo.InvariantCulture, $"{(_query.OldestFirst ? "ASC" : "DESC")} LIMIT {_query.Limit + 1}");

    public void Bind(Statement statement)
    {
        for (int index = 0; index < _values.Count; index++)
        {
            _values[index](statement, index + 1);
        }
    }

    /// <summary>One branch for each status: the rows of several statuses are not in the order of the list in any index.</summary>
    private string[] Branches()
    {
        int[]? statuses = _query.Statuses?.Select(status => (int)status).Distinct().ToArray();
        return statuses switch
        {
            null => [Branch(_conditions)],
            { Length: > 0 } when _labels.Length == 0 => [.. statuses.Select(status => Branch([.. _conditions, $"e.status = {status}"]))],
            _ => [Branch([.. _conditions, $"e.status IN ({string.Join(", ", statuses)})"])],
        };
    }

    /// <summary>Sorts no more than a page of each branch.</summary>
    private string Union(string[] branches) =>
        string.Join(" UNION ALL ", branches.Select(branch => $"SELECT * FROM ({branch})")) + $" ORDER BY start_order {End}";

    private string Branch(List<string> conditions)
    {
        string where = conditions.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", conditions);
        return $"SELECT e.id, e.summary, e.start_order FROM {From}{where} ORDER BY {Key} {End}";
    }

    private void AddLabels()
    {
        for (int label = 0; label < _labels.Length; label++)
        {
            (string name, string value) = _labels[label];
            Add($"l{label}.name = {{0}}", (statement, index) => statement.Bind(index, name));
            Add($"l{label}.value = {{0}}", (statement, index) => statement.Bind(index, value));
            _conditions.Add(label == 0 ? "e.start_order = l0.start_order" : $"l{label}.start_order = l0.start_order");
        }
    }

    private void AddColumns()
    {
        if (_query.Pipeline is { } pipeline)
        {
            Add("e.pipeline = {0}", (statement, index) => statement.Bind(index, pipeline));
        }

        if (_query.StartedFrom is { } from)
        {
            Add("e.started_at >= {0}", (statement, index) => statement.Bind(index, from.UtcTicks));
        }

        if (_query.StartedBefore is { } before)
        {
            Add("e.started_at < {0}", (statement, index) => statement.Bind(index, before.UtcTicks));
        }

        if (_query.LatestOnly)
        {
            _conditions.Add("e.is_latest = 1");
        }

        if (_query.StoppableOnly)
        {
            _conditions.Add("e.is_stoppable = 1");
        }

        if (_query.UnfinishedOnly)
        {
            _conditions.Add("e.is_unfinished = 1");
        }
    }

    private void Add(string condition, Action<Statement, int> value)
    {
        _values.Add(value);
        _conditions.Add(condition.Replace("{0}", string.Create(CultureInfo.InvariantCulture, $"?{_values.Count}"), StringComparison.Ordinal));
    }
}
