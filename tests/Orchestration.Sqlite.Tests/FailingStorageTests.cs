using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Orchestration.Storage;
using SQLitePCL;

namespace Orchestration.Tests.Sqlite;

public sealed class FailingStorageTests
{
    [Fact]
    public async Task On_a_full_disk_nothing_of_the_batch_is_stored_until_there_is_room()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        opened.OnWriter("PRAGMA max_page_count = 40");
        Commit small = Commits.First(opened.Epoch, opened.Execution);
        Commit large = Commits.Of(opened.Epoch, new ExecutionId(Guid.NewGuid()), 0, events: 1, size: 1 << 20);

        Assert.Equal([CommitResult.Failed, CommitResult.Failed], await opened.Store.AppendAsync([small, large], CancellationToken.None));

        Assert.Equal(0, await opened.CountAsync());
        Assert.Contains(
            opened.Logs.Entries,
            entry => entry.Level == LogLevel.Error && entry.Exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL });
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(small));
        opened.OnWriter("PRAGMA max_page_count = 100000");
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(large));
        Assert.Equal(1, await opened.CountAsync());
    }

    [Fact]
    public async Task A_statement_that_fails_in_the_middle_takes_the_whole_batch_with_it()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        opened.OnWriter(
            "CREATE TEMP TRIGGER failing BEFORE INSERT ON history WHEN NEW.last = 2 BEGIN SELECT RAISE(ABORT, 'broken'); END");
        Commit first = Commits.First(opened.Epoch, opened.Execution);
        Commit broken = Commits.Of(opened.Epoch, opened.Execution, version: 1, events: 1);

        Assert.Equal([CommitResult.Failed, CommitResult.Failed], await opened.Store.AppendAsync([first, broken], CancellationToken.None));

        Assert.Equal(0, await opened.CountAsync());
        opened.OnWriter("DROP TRIGGER failing");
        Assert.Equal([CommitResult.Committed, CommitResult.Committed], await opened.Store.AppendAsync([first, broken], CancellationToken.None));
        Assert.Equal(2, await opened.CountAsync());
    }

    [Fact]
    public async Task Where_the_file_may_only_be_read_appends_fail_and_reads_go_on()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(0));
        opened.OnWriter("PRAGMA query_only = 1");

        Assert.Equal(CommitResult.Failed, await opened.AppendAsync(1));

        Assert.Equal(1, await opened.CountAsync());
        opened.OnWriter("PRAGMA query_only = 0");
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(1));
    }

    [Fact]
    public async Task While_another_program_writes_to_the_file_appends_fail()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        await using (SqliteConnection other = new($"Data Source={opened.Fixture.Path};Pooling=False"))
        {
            await other.OpenAsync();
            await using SqliteTransaction transaction = other.BeginTransaction(deferred: false);

            Assert.Equal(CommitResult.Failed, await opened.AppendAsync(0));
        }

        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(0));
        Assert.Equal(1, await opened.CountAsync());
    }

    [Fact]
    public async Task A_commit_that_ends_unclearly_is_unknown_and_has_one_effect_when_it_is_repeated()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        Commit commit = Commits.First(opened.Epoch, opened.Execution);
        sqlite3 database = opened.Store.Opened.Owner.Connection.Handle!;

        raw.sqlite3_commit_hook(database, _ => 1, null);
        Assert.Equal(CommitResult.Unknown, await opened.AppendAsync(commit));
        raw.sqlite3_commit_hook(database, null, null);

        Assert.Contains(opened.Logs.Entries, entry => entry.EventId.Id == 7001);
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(commit));
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(commit));
        Assert.Equal(1, await opened.CountAsync());
    }

    [Fact]
    public async Task A_commit_of_a_pipeline_that_ends_unclearly_has_one_effect_when_it_is_repeated()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        Commit first = Commits.OfPipeline(opened.Epoch, "release", version: 1, gateVersion: 1);
        Commit second = Commits.First(opened.Epoch, opened.Execution);
        second.Pipeline = Commits.OfPipeline(opened.Epoch, "release", version: 2, gateVersion: 2).Pipeline;
        sqlite3 database = opened.Store.Opened.Owner.Connection.Handle!;
        foreach (Commit commit in new[] { first, second })
        {
            raw.sqlite3_commit_hook(database, _ => 1, null);
            Assert.Equal(CommitResult.Unknown, await opened.AppendAsync(commit));
            raw.sqlite3_commit_hook(database, null, null);

            Assert.Equal(commit.Pipeline!.Version - 1, (await FindAsync(opened))?.Version ?? 0);
            Assert.Equal(CommitResult.Committed, await opened.AppendAsync(commit));
            Assert.Equal(CommitResult.Committed, await opened.AppendAsync(commit));
            Assert.Equal(commit.Pipeline.Version, (await FindAsync(opened))?.Version);
        }

        Assert.Equal(1, await opened.CountAsync());
    }

    [Fact]
    public async Task A_stream_without_events_is_an_error_of_the_caller_and_stores_nothing()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        Commit empty = new()
        {
            Id = Guid.NewGuid(),
            Epoch = opened.Epoch,
            Streams = [new StreamAppend { Execution = opened.Execution, ExpectedVersion = 0, Events = [] }],
        };

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await opened.Store.AppendAsync([Commits.First(opened.Epoch, opened.Execution), empty], CancellationToken.None));

        Assert.Equal(0, await opened.CountAsync());
    }

    private static async Task<PipelineRecord?> FindAsync(OpenedStore opened) =>
        await opened.Store.FindPipelineAsync("release", CancellationToken.None);
}
