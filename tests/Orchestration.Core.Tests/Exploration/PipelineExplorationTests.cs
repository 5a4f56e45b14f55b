using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Walks;
using Orchestration.Exploration.Reports;

namespace Orchestration.Tests.Exploration;

/// <summary>The smallest walks of several executions; all of them, and wider ones, are run by the exploration project itself.</summary>
public sealed class PipelineExplorationTests
{
    [Theory]
    [InlineData("queue-one")]
    [InlineData("supersede-one")]
    [InlineData("queue-orphans")]
    [InlineData("supersede-approval")]
    [InlineData("parallel-two")]
    [InlineData("queue-paused")]
    [InlineData("queue-rolled-back")]
    [InlineData("queue-finalized")]
    public void No_rule_is_broken_with_one_of_all(string definition)
    {
        ExploredPipeline explored = ExploredPipelines.All.Single(one => one.Name == definition);
        Check(new PipelineWalk(explored.Pipeline, explored.Bounds with { Starts = 2, Total = 1 }, () => false).Run());
    }

    [Fact]
    public void A_queue_is_limited_and_keeps_its_order() => Check(new QueueLimitWalk().Walk(deeper: 0, () => false));

    private static void Check(Coverage coverage)
    {
        Violation? violation = coverage.Violations.FirstOrDefault();
        Assert.True(violation is null, $"{violation?.Invariant}: {violation?.What}\n{string.Join('\n', violation?.History ?? [])}");
        Assert.True(coverage.IsComplete);
    }
}
