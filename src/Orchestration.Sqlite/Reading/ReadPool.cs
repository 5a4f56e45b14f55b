using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Orchestration.Sqlite.Connections;
using SQLitePCL;

namespace Orchestration.Sqlite.Reading;

/// <summary>
/// A few connections that read while the writer writes. A call runs on the caller's thread; where all are busy it waits without one.
/// </summary>
internal sealed class ReadPool(Func<SqliteConnection> open, string path) : IAsyncDisposable
{
    private const int Size = 4;

    private readonly ConcurrentStack<ReadConnection> _idle = new();
    private readonly SemaphoreSlim _free = new(Size);
    private volatile bool _isDisposed;

    public async ValueTask<T> ReadAsync<T>(Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Read(read, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    private T Read<T>(Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        ReadConnection? connection = null;
        try
        {
            if (!_idle.TryPop(out connection))
            {
                connection = new ReadConnection(open());
            }

            T result = Interruptible(connection, read, cancellationToken);
            _idle.Push(connection);
            return result;
        }
        catch (SqliteException exception)
        {
            // A connection that failed is not used again: the next one looks at the file afresh.
            connection?.Dispose();
            if (exception.IsInterrupted())
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw exception.ToOrchestration($"The store '{path}' can't be read");
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private static T Interruptible<T>(ReadConnection connection, Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenRegistration interruption = cancellationToken.UnsafeRegister(
            static state => raw.sqlite3_interrupt((sqlite3)state!), connection.Connection.Handle);
        return read(connection);
    }

    /// <summary>Waits for the calls that are under way; those that wait for a connection get none.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        for (int taken = 0; taken < Size; taken++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryPop(out ReadConnection? connection))
        {
            connection.Dispose();
        }

        _free.Release(Size);
    }
}
