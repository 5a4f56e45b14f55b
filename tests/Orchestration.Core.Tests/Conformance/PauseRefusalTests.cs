using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>When an execution can't be paused or unpaused, and what a pause forbids.</summary>
public sealed class PauseRefusalTests
{
    [Fact]
    public Task A_paused_execution_is_not_paused_again() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.RefusedAsync(ErrorCode.NotPaused, execution => execution.UnpauseAsync());
        await trial.ReachedAsync("a");
        await trial.PauseAsync();
        OrchestrationException pausing = await trial.RefusedAsync(ErrorCode.AlreadyPaused, execution => execution.PauseAsync());
        trial.Open("a");
        await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Pending)]");
        OrchestrationException paused = await trial.RefusedAsync(ErrorCode.AlreadyPaused, execution => execution.PauseAsync());

        Assert.Equal(("Pausing", "Paused"), (pausing.ActualStatus, paused.ActualStatus));
        Assert.Equal(["Queued", "Running"], paused.AllowedStatuses);
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public Task HA_17_Under_an_abort_of_the_run_neither_pause_nor_unpause_is_accepted(StopMode mode)
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            Receipt abort = await trial.Execution.AbortAsync(mode);
            OrchestrationException pause = await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.PauseAsync());
            OrchestrationException unpause = await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.UnpauseAsync());

            Assert.Equal((abort.CommandId, "Stopping"), (pause.IntentInForce, pause.ActualStatus));
            Assert.Equal((abort.CommandId, "Stopping"), (unpause.IntentInForce, unpause.ActualStatus));
            trial.Open("a");
        });
    }

    [Fact]
    public Task A_closed_execution_can_be_neither_paused_nor_unpaused() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        Assert.Equal("Succeeded", (await trial.RefusedAsync(ErrorCode.NotPausable, execution => execution.PauseAsync())).ActualStatus);
        Assert.Equal("Succeeded", (await trial.RefusedAsync(ErrorCode.NotPaused, execution => execution.UnpauseAsync())).ActualStatus);
    });

    [Theory]
    [InlineData(ExecutionStatus.RollingBack)]
    [InlineData(ExecutionStatus.Finalizing)]
    public Task An_execution_that_ends_already_cannot_be_paused(ExecutionStatus status)
    {
        TrialSetup setup = new() { Define = define => define.Finally("notify", (context, token) => PassAsync(context.Services, "Finalizing", token)) };
        setup.Settings["a"] = action => action.OnRollback((context, token) => PassAsync(context.Services, "RollingBack", token));
        setup.Settings["b"] = action => action.OnFailure(FailureStrategy.RollbackStage);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            trial.Open("a");
            trial.Fail("b");
            if (status == ExecutionStatus.Finalizing)
            {
                trial.Open("RollingBack");
            }

            await trial.ReachedAsync(status.ToString());
            Assert.Equal(status.ToString(), (await trial.RefusedAsync(ErrorCode.NotPausable, execution => execution.PauseAsync())).ActualStatus);
            await trial.RefusedAsync(ErrorCode.NotPaused, execution => execution.UnpauseAsync());
            trial.Open("RollingBack", "Finalizing");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Failed)]");
        });
    }

    [Fact]
    public async Task HR_06_A_paused_execution_is_not_resumed_from_a_stage()
    {
        Pipeline pipeline = Scenario.Gated("one: a; two: b");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        await execution.PauseAsync();
        await Refused.AsAsync(ErrorCode.NotResumable, execution, "Pausing", () => execution.ResumeAsync("one"));
        host.Gates["a"].Open();
        await execution.UntilAsync(snapshot => snapshot.Status == ExecutionStatus.Paused);

        await Refused.AsAsync(ErrorCode.NotResumable, execution, "Paused", () => execution.ResumeAsync("one"));

        host.Gates["b"].Open();
        await execution.UnpauseAsync();
        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded)]", await execution.CloseAsync());
    }

    [Fact]
    public Task While_paused_a_stage_is_not_retried_although_an_action_of_it_has_failed() =>
        Trial.RunAsync("build: a qa", ApprovalProbe.Setup("qa"), async trial =>
        {
            string token = await trial.TokenAsync("qa");
            trial.Fail("a");
            await trial.UntilAsync("Running [build: Running (a=Failed, qa=Waiting)]");
            await trial.PauseAsync();
            await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));

            await trial.UnpauseAsync();
            trial.Open("a");
            await trial.Execution.RetryStageAsync("build");
            await trial.Execution.ApproveAsync(token);

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, qa=Succeeded)]");
        });

    private static Task PassAsync(IServiceProvider services, string gate, CancellationToken cancellationToken) =>
        services.GetRequiredService<GateSet>()[gate].PassAsync(cancellationToken);
}
