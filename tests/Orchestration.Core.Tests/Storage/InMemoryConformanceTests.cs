using Orchestration.Testing;

namespace Orchestration.Tests.Storage;

public sealed class InMemoryConformanceTests
{
    public static TheoryData<string> Scenarios => [.. StoreConformance.Scenarios.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task The_store_in_memory_passes(string scenario) =>
        StoreConformance.Scenarios.Single(candidate => candidate.Name == scenario).Run(new StoreConformance(() => new InMemoryStoreFixture()));
}
