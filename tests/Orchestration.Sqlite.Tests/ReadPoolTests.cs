using Orchestration.Sqlite.Connections;
using Orchestration.Sqlite.Reading;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

public sealed class ReadPoolTests
{
    private const string Long = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000) SELECT x FROM n";

    [Fact]
    public async Task A_cancelled_read_stops_in_the_middle()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        using CancellationTokenSource source = new();

        Task<long> read = opened.Store.Opened.Reads.ReadAsync(
            connection =>
            {
                using Statement rows = new(connection.Connection, Long);
                while (rows.Step())
                {
                    if (rows.Int64(0) == 3)
                    {
                        source.Cancel();
                    }
                }

                return 0L;
            },
            source.Token).AsTask();

        OperationCanceledException thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => read);
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.Equal(0, await opened.CountAsync());
    }

    [Fact]
    public async Task A_call_that_waits_for_a_connection_can_be_cancelled()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        ReadPool reads = opened.Store.Opened.Reads;
        using ManualResetEventSlim end = new();
        using CountdownEvent begun = new(4);
        Task<int>[] busy = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => reads.ReadAsync(connection => Hold(begun, end), CancellationToken.None).AsTask(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())];
        begun.Wait();
        using CancellationTokenSource source = new();

        Task<int> waiting = reads.ReadAsync(_ => 0, source.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        end.Set();
        await Task.WhenAll(busy).WithinAsync();
        Assert.Equal(0, await opened.CountAsync());
    }

    [Fact]
    public async Task Disposing_waits_for_a_read_and_ends_those_that_wait()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        ReadPool reads = opened.Store.Opened.Reads;
        using ManualResetEventSlim end = new();
        using CountdownEvent begun = new(4);
        Task<int>[] busy = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => reads.ReadAsync(connection => Hold(begun, end), CancellationToken.None).AsTask(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())];
        begun.Wait();
        Task<int> waiting = reads.ReadAsync(_ => 0, CancellationToken.None).AsTask();

        Task disposed = opened.Store.DisposeAsync().AsTask();
        Assert.False(disposed.IsCompleted);
        end.Set();

        await Task.WhenAll(busy).WithinAsync();
        await disposed.WithinAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WithinAsync());
    }

    private static int Hold(CountdownEvent begun, ManualResetEventSlim end)
    {
        begun.Signal();
        end.Wait();
        return 0;
    }
}
