using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Reports;
using Orchestration.Exploration.Walks;

namespace Orchestration.Tests.Exploration;

/// <summary>The smallest walks; all of them, and wider ones, are run by the exploration project itself.</summary>
public sealed class ExplorationTests
{
    [Theory]
    [InlineData("one-action")]
    [InlineData("action-condition")]
    [InlineData("stage-condition")]
    public void No_rule_is_broken_without_crash_retry_or_resume(string definition) => Walk(definition, new Bounds(0, 0, 0, 0, 0));

    [Fact]
    public void No_rule_is_broken_with_one_crash_retry_or_resume() => Walk("one-action", new Bounds(1, 1, 1, 1, 1));

    private static void Walk(string definition, Bounds bounds)
    {
        Coverage coverage = new Walk(ExploredDefinitions.All.Single(explored => explored.Name == definition), bounds, () => false).Run();

        Violation? violation = coverage.Violations.FirstOrDefault();
        Assert.True(violation is null, $"{violation?.Invariant}: {violation?.What}\n{string.Join('\n', violation?.History ?? [])}");
        Assert.True(coverage.IsComplete);
    }
}
