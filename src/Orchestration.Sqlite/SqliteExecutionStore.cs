using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestration.Sqlite;
using Orchestration.Sqlite.Connections;
using Orchestration.Sqlite.Reading;

namespace Orchestration.Storage;

/// <summary>
/// Keeps histories in one SQLite file, durable against a crash of the process and of the machine. One process at a time owns the file;
/// the operating system ends the ownership with the process, however that ends.
/// </summary>
/// <remarks>
/// <para>
/// The file must be on a local disk. Beside it stand the write-ahead log (<c>-wal</c>, <c>-shm</c>) while it is in use, and
/// <c>.lock</c>, which stays. Other programs may read the file at any time; one that writes to it delays this store or makes it fail.
/// </para>
/// <para>
/// SQLite has no asynchronous calls: <see cref="AppendAsync"/> and the reads run to their end on the calling thread, an append for as
/// long as the disk takes to flush. Appends never wait for reads. All members are safe for concurrent use.
/// </para>
/// <para>The application chooses the native library, for example with the package <c>SQLitePCLRaw.bundle_e_sqlite3</c>.</para>
/// </remarks>
public sealed class SqliteExecutionStore : IExecutionStore
{
    private readonly ConnectionSettings _settings;
    private readonly ILogger _logger;
    private readonly Lock _lifetime = new();
    private OpenStore? _open;
    private bool _isDisposed;

    /// <summary>Creates a store; <see cref="OpenAsync"/> opens it.</summary>
    /// <param name="connectionString">
    /// A connection string of Microsoft.Data.Sqlite, such as <c>Data Source=releases.db</c>; the file is created if it is not there.
    /// <c>Default Timeout</c> (seconds, 30 by default) is how long a write waits while another program locks the file.
    /// </param>
    /// <param name="logger">Gets the cause where a commit is <see cref="CommitResult.Failed"/> or <see cref="CommitResult.Unknown"/>.</param>
    /// <exception cref="ArgumentException">The connection string can't be read, or names no file.</exception>
    public SqliteExecutionStore(string connectionString, ILogger<SqliteExecutionStore>? logger = null)
    {
        _settings = new ConnectionSettings(connectionString);
        _logger = logger ?? NullLogger<SqliteExecutionStore>.Instance;
    }

    /// <summary>1: SQLite writes one transaction at a time. What waits meanwhile should come as one batch, which is flushed once.</summary>
    public int MaxConcurrentAppends => 1;

    /// <summary>What is open, for tests that break it.</summary>
    internal OpenStore Opened
    {
        get
        {
            lock (_lifetime)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return _open ?? throw new InvalidOperationException("The store is not open.");
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OrchestrationException">
    /// <see cref="ErrorCode.StoreInUse"/>: another live process, or another store of this one, owns the file.
    /// <see cref="ErrorCode.StoreUnavailable"/>: the application brings no native SQLite library, the file can't be used, or a newer version of this library has changed it.
    /// <see cref="ErrorCode.StoreCorrupt"/>: the file is not a database.
    /// </exception>
    /// <exception cref="InvalidOperationException">This store is open already.</exception>
    public ValueTask<long> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lifetime)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_open is not null)
            {
                throw new InvalidOperationException("The store is open already.");
            }

            NativeLibrary.Check();
            _open = new OpenStore(_settings, _logger);
            return ValueTask.FromResult(_open.Epoch);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The token was cancelled before anything was written. Later it has no effect.</exception>
    /// <exception cref="ArgumentException">A stream has no events.</exception>
    public ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commits);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<CommitResult>>(Opened.Append(commits));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(
        ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSequence, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Opened.Reads.ReadAsync(connection => HistoryReader.Read(connection, execution, fromSequence, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Opened.Reads.ReadAsync(connection => ListReader.Read(connection, query), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionSummary?> FindAsync(ExecutionId execution, CancellationToken cancellationToken) =>
        Opened.Reads.ReadAsync(connection => SummaryReader.Find(connection, execution), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionSummary>> ReadLineageAsync(ExecutionId root, CancellationToken cancellationToken) =>
        Opened.Reads.ReadAsync(connection => SummaryReader.Lineage(connection, root), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionId?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) =>
        Opened.Reads.ReadAsync(connection => CommandReader.Find(connection, commandId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PipelineRecord?> FindPipelineAsync(string pipeline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Opened.Reads.ReadAsync(connection => PipelineReader.Find(connection, pipeline), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync(CancellationToken cancellationToken) =>
        Opened.Reads.ReadAsync(PipelineReader.ReadAll, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, long? before, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Opened.Reads.ReadAsync(connection => AuditReader.Read(connection, limit, before), cancellationToken);
    }

    /// <summary>Waits for the calls that are under way, closes the file and gives the ownership back.</summary>
    public ValueTask DisposeAsync()
    {
        OpenStore? open;
        lock (_lifetime)
        {
            _isDisposed = true;
            open = _open;
            _open = null;
        }

        return open?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
