using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Rollback code that was given up is an orphan of its stage.</summary>
public sealed class RollbackOrphanTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(11);

    [Theory]
    [InlineData(UnlockPolicy.Immediate)]
    [InlineData(UnlockPolicy.AfterOrphansSettle)]
    public async Task The_lock_waits_for_it_where_the_policy_says_so(UnlockPolicy policy)
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Mode(ExecutionMode.Queue).Unlock(policy).OnFailure(FailureStrategy.RollbackStage);
            StageBuilder build = define.Stage("build");
            build.Action("a", (_, _) => Task.CompletedTask, action => action.OnRollback(Undo.IgnoreTokenAsync));
            build.Action("bad", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(builder => builder.AddPipeline(pipeline));
        ExecutionHandle first = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("bad");
        ExecutionHandle second = await host.Orchestrator.StartAsync(pipeline);
        host.Gates["bad"].Fail(new InvalidOperationException("It broke."));
        await host.ReachedAsync("undo a");
        host.Gates["bad"].Open();

        await host.AdvanceAsync(LongEnough);

        Assert.Equal(ExecutionStatus.Failed, (await first.WaitAsync().WithinAsync(host.Describe)).Status);
        if (policy == UnlockPolicy.AfterOrphansSettle)
        {
            Assert.Equal(ExecutionStatus.Queued, (await second.GetAsync()).Status);
            host.Gates["undo a"].Open();
        }

        Assert.Equal(ExecutionStatus.Succeeded, (await second.WaitAsync().WithinAsync(host.Describe)).Status);
        Orphan orphan = Assert.Single((await first.GetAsync()).Orphans);
        Assert.Equal(("a", true), (orphan.Action, orphan.IsRollback));
    }
}
