using Orchestration.Storage;
using Orchestration.Tests.Sqlite.Processes;

namespace Orchestration.Tests.Sqlite;

public sealed class OwnershipTests
{
    [Fact]
    public async Task Another_process_owns_the_store_until_it_is_killed()
    {
        await using SqliteStoreFixture fixture = new();
        await using OwnerProcess owner = await OwnerProcess.StartAsync(fixture.ConnectionString);

        await using (SqliteExecutionStore refused = new(fixture.ConnectionString))
        {
            OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(
                async () => await refused.OpenAsync(CancellationToken.None));
            Assert.Equal(ErrorCode.StoreInUse, thrown.Code);
            Assert.Contains(fixture.Path, thrown.Message, StringComparison.Ordinal);
        }

        await owner.KillAsync();

        await using SqliteExecutionStore store = new(fixture.ConnectionString);
        long epoch = await store.OpenAsync(CancellationToken.None);
        Assert.True(epoch > owner.Epoch);
        Assert.Single(await store.ReadAsync(OwnerProcess.Execution, 1, 10, CancellationToken.None));
        Assert.Equal(
            [CommitResult.Fenced], await store.AppendAsync([Commits.Of(owner.Epoch, OwnerProcess.Execution, 1, 1)], CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_store_can_be_opened_later()
    {
        await using SqliteStoreFixture fixture = new();
        await using SqliteExecutionStore second = new(fixture.ConnectionString);
        await using (SqliteExecutionStore first = new(fixture.ConnectionString))
        {
            await first.OpenAsync(CancellationToken.None);
            await Assert.ThrowsAsync<OrchestrationException>(async () => await second.OpenAsync(CancellationToken.None));
        }

        Assert.Equal(2, await second.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_link_to_the_file_is_the_same_store()
    {
        await using SqliteStoreFixture fixture = new();
        await using SqliteExecutionStore store = new(fixture.ConnectionString);
        await store.OpenAsync(CancellationToken.None);
        string link = fixture.Path + ".link";
        File.CreateSymbolicLink(link, fixture.Path);

        await using SqliteExecutionStore linked = new($"Data Source={link}");

        OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(
            async () => await linked.OpenAsync(CancellationToken.None));
        Assert.Equal(ErrorCode.StoreInUse, thrown.Code);
    }

    [Fact]
    public async Task Where_the_lock_is_lost_the_epoch_still_fences()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        Assert.Equal(CommitResult.Committed, await opened.AppendAsync(0));

        opened.FromOutside("UPDATE meta SET epoch = epoch + 1");

        Assert.Equal(CommitResult.Fenced, await opened.AppendAsync(1));
        Assert.Equal(1, await opened.CountAsync());
    }

    [Fact]
    public async Task Disposing_leaves_one_file_and_the_lock()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        await opened.AppendAsync(0);
        Assert.Equal(1, await opened.CountAsync());

        await opened.Store.DisposeAsync();
        await opened.Store.DisposeAsync();

        Assert.Equal(
            ["store.db", "store.db.lock"],
            Directory.GetFiles(Path.GetDirectoryName(opened.Fixture.Path)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_store_is_opened_once_and_used_while_it_is_open()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        await using SqliteExecutionStore closed = new(opened.Fixture.ConnectionString);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await opened.Store.OpenAsync(CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await closed.FindAsync(opened.Execution, CancellationToken.None));
        await opened.Store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await opened.Store.OpenAsync(CancellationToken.None));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await opened.Store.FindAsync(opened.Execution, CancellationToken.None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => opened.AppendAsync(0));
    }
}
