using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Storage;

/// <summary>A store in memory is its own storage: the same object is opened again.</summary>
public sealed class InMemoryStoreFixture : IStoreFixture
{
    private readonly InMemoryExecutionStore _store = new();

    public bool SurvivesRestart => true;

    public IExecutionStore CreateStore() => _store;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
