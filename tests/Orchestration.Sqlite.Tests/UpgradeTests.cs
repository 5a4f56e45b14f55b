using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Schema;
using Orchestration.Storage;

namespace Orchestration.Tests.Sqlite;

/// <summary>Files that earlier versions of the library left.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task A_file_of_the_first_schema_keeps_what_it_has_and_takes_pipelines()
    {
        await using SqliteStoreFixture fixture = new();
        ExecutionId execution = new(Guid.NewGuid());
        CreateFile(fixture, version: 1);
        AddExecution(fixture, execution, ExecutionStatus.Running, isClosed: false);

        await using SqliteExecutionStore store = await OpenAsync(fixture);

        Assert.Equal(2, (await store.ReadAsync(execution, 1, 10, CancellationToken.None)).Count);
        Assert.Equal(execution, (await store.FindAsync(execution, CancellationToken.None))?.Id);
        Assert.Empty(await store.ReadPipelinesAsync(CancellationToken.None));
        Commit next = Commits.Of(6, execution, version: 2, events: 1);
        next.Pipeline = Commits.OfPipeline(6, "release", version: 1, gateVersion: 1).Pipeline;
        next.Guard = new GateGuard("release", 0);
        Assert.Equal([CommitResult.Committed], await store.AppendAsync([next], CancellationToken.None));
        Assert.Equal(1, (await store.FindPipelineAsync("release", CancellationToken.None))?.GateVersion);
        Assert.Equal(3, (await store.ReadAsync(execution, 1, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_file_of_the_second_schema_knows_its_open_executions_as_unfinished()
    {
        await using SqliteStoreFixture fixture = new();
        ExecutionId running = new(Guid.NewGuid());
        ExecutionId closed = new(Guid.NewGuid());
        ExecutionId queued = new(Guid.NewGuid());
        CreateFile(fixture, version: 2);
        AddExecution(fixture, running, ExecutionStatus.Running, isClosed: false);
        AddExecution(fixture, closed, ExecutionStatus.Failed, isClosed: true);
        AddExecution(fixture, queued, ExecutionStatus.Queued, isClosed: false);

        await using SqliteExecutionStore store = await OpenAsync(fixture);

        Assert.Equal([running, queued], await UnfinishedAsync(store));
        Assert.Equal(3, (await store.ListAsync(new ExecutionQuery(), CancellationToken.None)).Executions.Count);
        await ChangeAsync(store, running, summary => summary with { Status = ExecutionStatus.Succeeded, IsClosed = true });
        await ChangeAsync(store, closed, summary => summary with { IsReleasing = true });
        Assert.Equal([closed, queued], await UnfinishedAsync(store));
    }

    /// <summary>A file with the schema of a version, after five owners.</summary>
    private static void CreateFile(SqliteStoreFixture fixture, int version)
    {
        using (SqliteConnection connection = OpenedStore.Connect(fixture))
        {
            SchemaUpgrade.Run(connection, fixture.Path, [.. SchemaSteps.All.Take(version)]);
        }

        OpenedStore.FromOutside(fixture, "UPDATE meta SET epoch = 5");
        Assert.Equal(version, OpenedStore.SchemaVersion(fixture));
    }

    /// <summary>An execution of two events, as the first two schemas have it.</summary>
    private static void AddExecution(SqliteStoreFixture fixture, ExecutionId execution, ExecutionStatus status, bool isClosed)
    {
        string id = Convert.ToHexString(execution.Value.ToByteArray(bigEndian: true));
        OpenedStore.FromOutside(
            fixture,
            $$"""
            INSERT INTO history (execution, first, last, commit_id, events) VALUES (X'{{id}}', 1, 2, X'{{id}}',
                '[{"$type":"stage-waiting","sequence":1,"at":"2031-02-03T04:05:06.789+00:00","stage":"a","s":0},
                  {"$type":"stage-entered","sequence":2,"at":"2031-02-03T04:05:06.789+00:00","stage":"a","s":0}]');
            INSERT INTO execution (id, pipeline, status, is_closed, is_stoppable, is_latest, started_at, root, iteration, summary)
            VALUES (X'{{id}}', 'release', {{(int)status}}, {{(isClosed ? 1 : 0)}}, 1, 1, 640477227067890000, X'{{id}}', 1,
                '{"id":"{{execution}}","pipeline":"release","pipelineVersion":"1","status":"{{status}}","isClosed":{{(isClosed ? "true" : "false")}},
                  "labels":{},"startedBy":"starter","startedAt":"2031-02-03T04:05:06.789+00:00",
                  "lineage":{"root":"{{execution}}","iteration":1},"isLatest":true,"isStoppable":true}');
            """);
    }

    /// <summary>The store on the file, which has every step then.</summary>
    private static async Task<SqliteExecutionStore> OpenAsync(SqliteStoreFixture fixture)
    {
        SqliteExecutionStore store = new(fixture.ConnectionString);
        Assert.Equal(6, await store.OpenAsync(CancellationToken.None));
        Assert.Equal(SchemaSteps.All.Count, OpenedStore.SchemaVersion(fixture));
        return store;
    }

    private static async Task<ExecutionId[]> UnfinishedAsync(SqliteExecutionStore store)
    {
        ExecutionPage page = await store.ListAsync(new ExecutionQuery { UnfinishedOnly = true, OldestFirst = true }, CancellationToken.None);
        return [.. page.Executions.Select(summary => summary.Id)];
    }

    private static async Task ChangeAsync(SqliteExecutionStore store, ExecutionId execution, Func<ExecutionSummary, ExecutionSummary> change)
    {
        ExecutionSummary summary = (await store.FindAsync(execution, CancellationToken.None))!;
        Commit commit = Commits.Of(6, execution, version: 2, events: 1);
        commit.Streams[0].Summary = change(summary);
        Assert.Equal([CommitResult.Committed], await store.AppendAsync([commit], CancellationToken.None));
    }
}
