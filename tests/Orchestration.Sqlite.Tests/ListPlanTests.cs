using Orchestration.Sqlite.Connections;
using Orchestration.Sqlite.Reading;

namespace Orchestration.Tests.Sqlite;

public sealed class ListPlanTests
{
    public static TheoryData<string, ExecutionQuery> Queries => new()
    {
        { "execution_by_pipeline", new ExecutionQuery { Pipeline = "release" } },
        { "execution_by_status", new ExecutionQuery { Statuses = [ExecutionStatus.Failed] } },
        { "execution_stoppable", new ExecutionQuery { StoppableOnly = true } },
        { "execution_unfinished (is_unfinished=? AND rowid<?)", new ExecutionQuery { UnfinishedOnly = true } },
        {
            "execution_unfinished (is_unfinished=? AND rowid>?)",
            new ExecutionQuery { UnfinishedOnly = true, LatestOnly = false, OldestFirst = true }
        },
        { "PRIMARY KEY", new ExecutionQuery { Labels = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } } },
        {
            "PRIMARY KEY",
            new ExecutionQuery
            {
                Labels = new Dictionary<string, string> { ["a"] = "1" },
                Statuses = [ExecutionStatus.Failed, ExecutionStatus.Running],
            }
        },
        { "INTEGER PRIMARY KEY (rowid<?)", new ExecutionQuery() },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_page_is_read_in_order_from_an_index(string expected, ExecutionQuery query)
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();

        string plan = await opened.Store.Opened.Reads.ReadAsync(
            connection => Plan(connection, new ListSql(query, after: 7)), CancellationToken.None);

        Assert.Contains(expected, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_several_statuses_reads_the_index_of_each()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        ExecutionQuery query = new() { Statuses = [ExecutionStatus.Queued, ExecutionStatus.Running], LatestOnly = false };

        string plan = await opened.Store.Opened.Reads.ReadAsync(
            connection => Plan(connection, new ListSql(query, after: 7)), CancellationToken.None);

        Assert.Equal(2, plan.Split("INDEX execution_by_status (status=? AND rowid<?)").Length - 1);
    }

    private static string Plan(ReadConnection connection, ListSql sql)
    {
        using Statement rows = new(connection.Connection, "EXPLAIN QUERY PLAN " + sql.Text);
        sql.Bind(rows);
        List<string> lines = [];
        while (rows.Step())
        {
            lines.Add(System.Text.Encoding.UTF8.GetString(rows.Bytes(3)));
        }

        return string.Join('\n', lines);
    }
}
