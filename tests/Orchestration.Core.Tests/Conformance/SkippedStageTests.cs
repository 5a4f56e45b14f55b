using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A stage whose entry condition says no.</summary>
public sealed class SkippedStageTests
{
    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Supersede)]
    [InlineData(ExecutionMode.Queue)]
    public Task CP_68_It_is_skipped_and_the_execution_goes_on(ExecutionMode mode)
    {
        int asked = 0;
        TrialSetup setup = new() { Define = pipeline => pipeline.Mode(mode) };
        setup.When["test"] = (_, _) =>
        {
            asked++;
            return ValueTask.FromResult(false);
        };
        return Trial.RunAsync("build: a; test: b; deploy: c", setup, async trial =>
        {
            trial.Open("a", "c");

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); test: Skipped (b=Skipped); deploy: Succeeded (c=Succeeded)]");
            StageSnapshot skipped = (await trial.Execution.GetAsync())["test"];
            Assert.Equal((1, null, ReasonCode.ConditionFalse), (asked, skipped.EnteredAt, skipped.Reason));
            Assert.Equal(0, trial.Gate("b").Arrivals);
            Assert.All((await trial.Orchestrator.GetPipelineAsync("release")).Stages, stage => Assert.False(stage.IsLocked));
        });
    }
}
