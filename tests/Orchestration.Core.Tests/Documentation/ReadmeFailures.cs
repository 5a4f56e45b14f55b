namespace Orchestration.Tests.Documentation;

/// <summary>The README's pipeline with failure strategies, word for word; <see cref="ReadmeFailuresTests"/> compares and runs it.</summary>
internal static class ReadmeFailures
{
    public static Pipeline Define(
        Func<ActionContext, CancellationToken, Task> switchTraffic,
        Func<RollbackContext, CancellationToken, Task> switchBack,
        Func<ActionContext, CancellationToken, Task> verify,
        Func<FinalizerContext, CancellationToken, Task> notify)
    {
        // begin
        Pipeline rollout = Pipeline.Define("rollout", pipeline =>
        {
            pipeline.ExpiresAfter(TimeSpan.FromHours(4)).Release(ReleasePolicy.OnFailure);
            StageBuilder deploy = pipeline.Stage("deploy").OnFailure(FailureStrategy.RollbackStage);
            deploy.Action("switch", switchTraffic, action => action.OnRollback(switchBack));
            deploy.Action("verify", verify, action => action
                .Abortable()
                .TimeoutAfter(TimeSpan.FromMinutes(10))
                .Retry(3, Backoff.Exponential(TimeSpan.FromSeconds(5)), then: FailureStrategy.Intervene(TimeSpan.FromMinutes(30))));
            pipeline.Finally("notify", notify);
        });
        // end
        return rollout;
    }
}
