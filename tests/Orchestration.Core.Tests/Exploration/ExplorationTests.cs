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

    [Theory]
    [InlineData("abortable")]
    [InlineData("limited")]
    [InlineData("marked-approval")]
    [InlineData("paused-end")]
    [InlineData("paused-intervention")]
    [InlineData("paused-retry")]
    [InlineData("released")]
    [InlineData("rolled-back-pipeline")]
    [InlineData("timed-attempts")]
    public void No_rule_is_broken_with_one_crash_where_executions_are_paused_marked_undone_or_limited(string definition) =>
        Walk(definition, Find(definition).Bounds with { Retries = 0, Resumes = 0, Drains = 0, Total = 1, TakesPairs = false });

    private static Explored Find(string definition) => ExploredDefinitions.All.Single(explored => explored.Name == definition);

    private static void Walk(string definition, Bounds bounds)
    {
        Coverage coverage = new Walk(Find(definition), bounds, () => false).Run();

        Violation? violation = coverage.Violations.FirstOrDefault();
        Assert.True(violation is null, $"{violation?.Invariant}: {violation?.What}\n{string.Join('\n', violation?.History ?? [])}");
        Assert.True(coverage.IsComplete);
    }
}
