using Orchestration.Storage;

namespace Orchestration.Tests.Sqlite;

public sealed class DamagedRowTests
{
    [Theory]
    [InlineData("UPDATE history SET events = substr(events, 1, 20) WHERE first = 3")]
    [InlineData("UPDATE history SET events = '[null,null]' WHERE first = 3")]
    [InlineData("UPDATE history SET events = 'null' WHERE first = 3")]
    [InlineData("UPDATE history SET events = '[]' WHERE first = 3")]
    [InlineData("UPDATE history SET events = '[{\"$type\":\"moon-landed\"}]' WHERE first = 3")]
    [InlineData("UPDATE history SET events = (SELECT events FROM history WHERE first = 1) WHERE first = 3")]
    [InlineData("UPDATE history SET last = 5 WHERE first = 3")]
    [InlineData("DELETE FROM history WHERE first = 3")]
    public async Task Damaged_events_are_reported_with_their_execution(string damage)
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        await opened.AppendAsync(0, events: 2);
        await opened.AppendAsync(2, events: 2);
        await opened.AppendAsync(4, events: 2);
        opened.FromOutside(damage);

        OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(opened.CountAsync);

        Assert.Equal(ErrorCode.StoreCorrupt, thrown.Code);
        Assert.Contains(opened.Execution.ToString(), thrown.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await opened.Store.ReadAsync(opened.Execution, 1, 2, CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData("UPDATE execution SET summary = '{'")]
    [InlineData("UPDATE execution SET summary = 'null'")]
    [InlineData("UPDATE execution SET summary = '{}'")]
    public async Task A_damaged_summary_is_reported_with_its_execution(string damage)
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        await opened.AppendAsync(0);
        opened.FromOutside(damage);

        Func<Task>[] reads =
        [
            async () => await opened.Store.FindAsync(opened.Execution, CancellationToken.None),
            async () => await opened.Store.ListAsync(new ExecutionQuery(), CancellationToken.None),
            async () => await opened.Store.ReadLineageAsync(opened.Execution, CancellationToken.None),
        ];
        foreach (Func<Task> read in reads)
        {
            OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(read);
            Assert.Equal(ErrorCode.StoreCorrupt, thrown.Code);
            Assert.Contains(opened.Execution.ToString(), thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_damaged_audit_entry_is_reported_with_its_position()
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        AuditEntry entry = new() { At = DateTimeOffset.UnixEpoch, Actor = "a", Verb = Verb.Stop, Code = ErrorCode.PermissionDenied };
        await opened.AppendAsync(new Commit { Id = Guid.NewGuid(), Epoch = opened.Epoch, Audit = [entry] });
        opened.FromOutside("UPDATE audit SET entry = '['");

        OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(
            async () => await opened.Store.ReadAuditAsync(1, before: null, CancellationToken.None));

        Assert.Equal(ErrorCode.StoreCorrupt, thrown.Code);
        Assert.Contains("Entry 1", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE pipeline SET record = '{'")]
    [InlineData("UPDATE pipeline SET record = 'null'")]
    [InlineData("UPDATE pipeline SET record = '{}'")]
    [InlineData("UPDATE pipeline SET record = ''")]
    [InlineData("UPDATE pipeline SET record = substr(record, 1, length(record) - 1)")]
    [InlineData("UPDATE pipeline SET record = replace(record, 'release', 'other')")]
    [InlineData("UPDATE pipeline SET record = replace(record, '\"stages\":[]', '\"stages\":[null]')")]
    [InlineData("UPDATE pipeline SET record = replace(record, '\"changes\":[]', '\"changes\":null')")]
    [InlineData("UPDATE pipeline SET record = replace(record, ',\"changes\":[]', '')")]
    [InlineData("UPDATE pipeline SET version = 2")]
    [InlineData("UPDATE pipeline SET gate_version = 8")]
    public async Task A_damaged_record_is_reported_with_its_pipeline(string damage)
    {
        await using OpenedStore opened = await OpenedStore.CreateAsync();
        await opened.AppendAsync(Commits.OfPipeline(opened.Epoch, "release", version: 1, gateVersion: 7));
        opened.FromOutside(damage);

        Func<Task>[] reads =
        [
            async () => await opened.Store.FindPipelineAsync("release", CancellationToken.None),
            async () => await opened.Store.ReadPipelinesAsync(CancellationToken.None),
        ];
        foreach (Func<Task> read in reads)
        {
            OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(read);
            Assert.Equal(ErrorCode.StoreCorrupt, thrown.Code);
            Assert.Contains("pipeline 'release'", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Damaged_pages_are_reported_with_the_file()
    {
        await using SqliteStoreFixture fixture = new();
        ExecutionId execution = new(Guid.NewGuid());
        await using (SqliteExecutionStore writer = new(fixture.ConnectionString))
        {
            long epoch = await writer.OpenAsync(CancellationToken.None);
            await writer.AppendAsync([Commits.Of(epoch, execution, 0, events: 100, size: 1_000)], CancellationToken.None);
        }

        byte[] file = await File.ReadAllBytesAsync(fixture.Path);
        int pages = file.Length / 4096;
        file.AsSpan((pages - 10) * 4096).Fill(0xAA);
        await File.WriteAllBytesAsync(fixture.Path, file);

        await using SqliteExecutionStore store = new(fixture.ConnectionString);
        await store.OpenAsync(CancellationToken.None);
        OrchestrationException thrown = await Assert.ThrowsAsync<OrchestrationException>(
            async () => await store.ReadAsync(execution, 1, 1_000, CancellationToken.None));

        Assert.Equal(ErrorCode.StoreCorrupt, thrown.Code);
    }
}
