using System.Reflection;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

public sealed class ConformanceTests
{
    public static TheoryData<string> Scenarios => [.. StoreConformance.Scenarios.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task The_store_passes(string scenario) =>
        StoreConformance.Scenarios.Single(candidate => candidate.Name == scenario).Run(new StoreConformance(() => new SqliteStoreFixture()));

    [Fact]
    public void Every_scenario_of_the_kit_is_listed()
    {
        IEnumerable<string> methods = typeof(StoreConformance)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.ReturnType == typeof(Task))
            .Select(method => method.Name);

        Assert.Equal(methods.Order(), StoreConformance.Scenarios.Select(scenario => scenario.Name).Order());
    }
}
