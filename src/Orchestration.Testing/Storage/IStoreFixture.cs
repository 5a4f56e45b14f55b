using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>One new, empty storage, and stores that work on it. The kit makes one for each scenario and disposes it at the end.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>
    /// Whether the storage outlives a store: a store made after another was disposed finds what that one committed. False for stores
    /// that keep everything in the memory of one object; scenarios with a restart don't apply to those.
    /// </summary>
    bool SurvivesRestart { get; }

    /// <summary>Makes a store on this fixture's storage. The kit opens and disposes it.</summary>
    IExecutionStore CreateStore();
}
