using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>A scenario's storage with an open store on it, and short ways to write to it.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly IStoreFixture _fixture;
    private int _ids = 1_000;

    private StoreUnderTest(IStoreFixture fixture) => _fixture = fixture;

    public IExecutionStore Store { get; private set; } = null!;

    public long Epoch { get; private set; }

    public static async Task<StoreUnderTest> OpenAsync(Func<IStoreFixture> createFixture)
    {
        StoreUnderTest test = new(createFixture());
        try
        {
            await test.OpenAsync().ConfigureAwait(false);
            return test;
        }
        catch
        {
            await test._fixture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Another store on the same storage, not open.</summary>
    public IExecutionStore CreateStore() => _fixture.CreateStore();

    /// <summary>Gives the ownership back and takes it again with a new store.</summary>
    public async Task RestartAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        await OpenAsync().ConfigureAwait(false);
    }

    public Guid NewId() => StoredSamples.Id(Interlocked.Increment(ref _ids));

    public ExecutionId NewExecution() => new(NewId());

    public Commit Commit(params StreamAppend[] streams) => Commit(streams, []);

    public Commit Commit(StreamAppend[] streams, CommandEntry[] commands, params AuditEntry[] audit) =>
        new() { Id = NewId(), Epoch = Epoch, Streams = streams, Commands = commands, Audit = audit };

    public Commit Commit(PipelineRecord pipeline, params StreamAppend[] streams) =>
        new() { Id = NewId(), Epoch = Epoch, Pipeline = pipeline, Streams = streams };

    public Commit Commit(GateGuard guard, params StreamAppend[] streams) => new() { Id = NewId(), Epoch = Epoch, Guard = guard, Streams = streams };

    public async Task<IReadOnlyList<CommitResult>> AppendAsync(params Commit[] commits) =>
        await Store.AppendAsync(commits, CancellationToken.None).ConfigureAwait(false);

    /// <summary>Stores one commit; the scenario goes on only if that worked.</summary>
    public async Task CommitAsync(Commit commit) =>
        Expect.Results(await AppendAsync(commit).ConfigureAwait(false), "A commit that nothing is against", CommitResult.Committed);

    public async Task CommitAsync(params StreamAppend[] streams) => await CommitAsync(Commit(streams)).ConfigureAwait(false);

    public async Task<IReadOnlyList<ExecutionEvent>> ReadAsync(ExecutionId execution, long from = 1, int limit = int.MaxValue) =>
        await Store.ReadAsync(execution, from, limit, CancellationToken.None).ConfigureAwait(false);

    public async Task<ExecutionPage> ListAsync(ExecutionQuery query) =>
        await Store.ListAsync(query, CancellationToken.None).ConfigureAwait(false);

    public async Task<ExecutionSummary?> FindAsync(ExecutionId execution) =>
        await Store.FindAsync(execution, CancellationToken.None).ConfigureAwait(false);

    public async Task<ExecutionId?> FindCommandAsync(Guid command) =>
        await Store.FindCommandAsync(command, CancellationToken.None).ConfigureAwait(false);

    public async Task<PipelineRecord?> FindPipelineAsync(string pipeline = "pipeline") =>
        await Store.FindPipelineAsync(pipeline, CancellationToken.None).ConfigureAwait(false);

    public async Task<IReadOnlyList<PipelineRecord>> ReadPipelinesAsync() =>
        await Store.ReadPipelinesAsync(CancellationToken.None).ConfigureAwait(false);

    public async Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit = 1_000, long? before = null) =>
        await Store.ReadAuditAsync(limit, before, CancellationToken.None).ConfigureAwait(false);

    /// <summary>How many events a stream has.</summary>
    public async Task<int> CountAsync(ExecutionId execution) => (await ReadAsync(execution).ConfigureAwait(false)).Count;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        await _fixture.DisposeAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync()
    {
        Store = _fixture.CreateStore();
        Epoch = await Store.OpenAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
