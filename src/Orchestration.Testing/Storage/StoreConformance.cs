namespace Orchestration.Testing;

/// <summary>
/// Checks that a store keeps the promises of the port <see cref="Orchestration.Storage.IExecutionStore"/>. Each method is one scenario
/// on a new storage; it returns if the promise is kept and fails with a <see cref="StoreConformanceException"/> if not. It needs no
/// test framework: run <see cref="Scenarios"/> one by one, for example as the data of a parameterized test. Safe for concurrent use if
/// the fixtures don't share a storage.
/// </summary>
public sealed partial class StoreConformance
{
    private readonly Func<IStoreFixture> _createFixture;

    /// <summary>Creates the kit for one kind of store.</summary>
    /// <param name="createFixture">Makes a new, empty storage; called once for each scenario.</param>
    public StoreConformance(Func<IStoreFixture> createFixture)
    {
        ArgumentNullException.ThrowIfNull(createFixture);
        _createFixture = createFixture;
    }

    /// <summary>Every scenario. A store passes the kit if it passes all of them, but for restarts where its storage has none.</summary>
    public static IReadOnlyList<StoreScenario> Scenarios { get; } =
    [
        .. AppendScenarios, .. RepetitionScenarios, .. PipelineScenarios, .. PipelineRepetitionScenarios, .. GateScenarios,
        .. OwnershipScenarios, .. ReadScenarios, .. ListScenarios, .. UnfinishedScenarios, .. PageScenarios, .. LoadScenarios,
    ];

    private static StoreScenario Scenario(string name, Func<StoreConformance, Task> run) => new(name, NeedsRestart: false, run);

    private static StoreScenario Restart(string name, Func<StoreConformance, Task> run) => new(name, NeedsRestart: true, run);

    private async Task RunAsync(Func<StoreUnderTest, Task> scenario)
    {
        StoreUnderTest test = await StoreUnderTest.OpenAsync(_createFixture).ConfigureAwait(false);
        await using (test.ConfigureAwait(false))
        {
            await scenario(test).ConfigureAwait(false);
        }
    }
}
