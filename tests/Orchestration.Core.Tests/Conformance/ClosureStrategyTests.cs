using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Expired and rejected actions: what their strategies make of them, and how stage and execution close.</summary>
public sealed class ClosureStrategyTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("fail", "Failed", ReasonCode.ActionFailed)]
    [InlineData("reject", "Rejected", ReasonCode.Rejected)]
    [InlineData("expire", "Expired", ReasonCode.TimeLimit)]
    [InlineData("expire reject", "Rejected", ReasonCode.Rejected)]
    [InlineData("reject expire", "Rejected", ReasonCode.Rejected)]
    [InlineData("reject fail", "Failed", ReasonCode.ActionFailed)]
    [InlineData("fail reject", "Failed", ReasonCode.ActionFailed)]
    [InlineData("expire fail", "Failed", ReasonCode.ActionFailed)]
    [InlineData("expire reject fail", "Failed", ReasonCode.ActionFailed)]
    [InlineData("fail reject expire", "Failed", ReasonCode.ActionFailed)]
    public Task The_heaviest_end_of_its_actions_is_the_stages(string ends, string closed, ReasonCode reason)
    {
        TrialSetup setup = ApprovalProbe.Setup("qa");
        setup.Settings["t"] = action => action.TimeoutAfter(Minute);
        return Trial.RunAsync("build: a qa t; deploy: d", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await trial.ReachedAsync("a", "t");
            foreach (string end in ends.Split(' '))
            {
                await EndAsync(trial, end, token);
            }

            trial.Open("a", "t");
            if (!ends.Contains("reject", StringComparison.Ordinal))
            {
                await trial.Execution.ApproveAsync(token);
            }

            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal((closed, closed, StageStatus.NotRun), (snapshot.Status.ToString(), snapshot["build"].Status.ToString(), snapshot["deploy"].Status));
            Assert.Equal((reason, reason), (snapshot.Summary.ClosedReason, snapshot["build"].Reason));
        });
    }

    [Theory]
    [InlineData(FailureStrategyKind.Ignore, "Succeeded [build: Succeeded (a=Ignored, b=Succeeded)]")]
    [InlineData(FailureStrategyKind.Succeed, "Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]")]
    [InlineData(FailureStrategyKind.Abort, "Aborted [build: Aborted (a=Expired, b=NotRun)]")]
    [InlineData(FailureStrategyKind.Fail, "Expired [build: Expired (a=Expired, b=NotRun)]")]
    public Task An_expired_action_is_treated_as_its_strategy_says(FailureStrategyKind kind, string end)
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.TimeoutAfter(Minute).OnFailure(Of(kind));
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            trial.Open("b");
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute);
            await trial.ClosesAsync(end);
            Assert.Equal("TimeLimit", (await trial.Execution.GetAsync())["build"]["a"].Failure?.Type);
        });
    }

    [Theory]
    [InlineData(true, FailureStrategyKind.Ignore, "Succeeded [build: Succeeded (qa=Ignored, b=Succeeded)]")]
    [InlineData(false, FailureStrategyKind.Ignore, "Succeeded [build: Succeeded (qa=Ignored, b=Succeeded)]")]
    [InlineData(true, FailureStrategyKind.Succeed, "Succeeded [build: Succeeded (qa=Succeeded, b=Succeeded)]")]
    [InlineData(false, FailureStrategyKind.Succeed, "Succeeded [build: Succeeded (qa=Succeeded, b=Succeeded)]")]
    [InlineData(true, FailureStrategyKind.Abort, "Aborted [build: Aborted (qa=Rejected, b=NotRun)]")]
    [InlineData(false, FailureStrategyKind.Abort, "Aborted [build: Aborted (qa=Expired, b=NotRun)]")]
    public Task A_rejected_or_expired_approval_is_treated_as_its_strategy_says(bool rejects, FailureStrategyKind kind, string end)
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Minute).OnFailure(Of(kind));
        return Trial.RunAsync("build: qa, b", setup, async trial =>
        {
            trial.Open("b");
            string token = await trial.TokenAsync("qa");
            await EndApprovalAsync(trial, token, rejects);
            await trial.ClosesAsync(end);
        });
    }

    [Theory]
    [InlineData(true, "Rejected")]
    [InlineData(false, "Expired")]
    public Task A_rejected_or_expired_approval_goes_past_retries_and_interventions_of_its_stage(bool rejects, string closed)
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Minute);
        setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.Retry(3, Backoff.None, FailureStrategy.Intervene(Minute)));
        return Trial.RunAsync("build: qa, b", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await EndApprovalAsync(trial, token, rejects);
            await trial.ClosesAsync($"{closed} [build: {closed} (qa={closed}, b=NotRun)]");
            Assert.Single(await trial.EventsAsync<ApprovalRequested>());
        });
    }

    [Theory]
    [InlineData(FailureStrategyKind.RollbackStage, "reject", "Rejected")]
    [InlineData(FailureStrategyKind.RollbackStage, "expire", "Expired")]
    [InlineData(FailureStrategyKind.RollbackPipeline, "reject", "Rejected")]
    [InlineData(FailureStrategyKind.RollbackPipeline, "expire", "Expired")]
    public Task After_a_rollback_it_closes_as_it_would_have_without(FailureStrategyKind kind, string end, string closed)
    {
        TrialSetup setup = ApprovalProbe.Setup("qa");
        setup.Stages["deploy"] = stage => stage.OnFailure(Of(kind));
        setup.Settings["a"] = action => action.OnRollback((_, _) => Task.CompletedTask);
        setup.Settings["b"] = action => action.OnRollback((_, _) => Task.CompletedTask);
        setup.Settings["t"] = action => action.TimeoutAfter(Minute);
        return Trial.RunAsync("build: a; deploy: b, qa t; notify: n", setup, async trial =>
        {
            trial.Open("a", "b");
            string token = await trial.TokenAsync("qa");
            await trial.ReachedAsync("t");
            await EndAsync(trial, end, token);
            trial.Open("t");
            if (end == "expire")
            {
                await trial.Execution.ApproveAsync(token);
            }

            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal((closed, closed, StageStatus.NotRun), (snapshot.Status.ToString(), snapshot["deploy"].Status.ToString(), snapshot["notify"].Status));
            Assert.True(snapshot["deploy"]["b"].IsRolledBack);
            Assert.Equal(kind == FailureStrategyKind.RollbackPipeline, snapshot["build"]["a"].IsRolledBack);
        });
    }

    [Theory]
    [InlineData(true, "Rejected")]
    [InlineData(false, "Expired")]
    public Task Finalizers_run_after_a_rejection_and_an_expiry(bool rejects, string closed)
    {
        TrialSetup setup = new()
        {
            Define = define => define.Finally("notify", (context, token) => context.Services.GetRequiredService<GateSet>()["notify"].PassAsync(token)),
        };
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Minute);
        return Trial.RunAsync("build: qa", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await EndApprovalAsync(trial, token, rejects);
            await trial.ReachedAsync("notify");
            await trial.IsAsync($"Finalizing [build: {closed} (qa={closed})]");
            trial.Open("notify");
            await trial.ClosesAsync($"{closed} [build: {closed} (qa={closed})]");
        });
    }

    private static FailureStrategy Of(FailureStrategyKind kind) => kind switch
    {
        FailureStrategyKind.Ignore => FailureStrategy.Ignore,
        FailureStrategyKind.Succeed => FailureStrategy.Succeed,
        FailureStrategyKind.Abort => FailureStrategy.Abort,
        FailureStrategyKind.RollbackStage => FailureStrategy.RollbackStage,
        FailureStrategyKind.RollbackPipeline => FailureStrategy.RollbackPipeline,
        _ => FailureStrategy.Fail,
    };

    private static async Task EndAsync(Trial trial, string end, string token)
    {
        if (end == "fail")
        {
            trial.Fail("a");
            await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Status == ActionStatus.Failed);
        }
        else if (end == "reject")
        {
            await trial.Execution.RejectAsync(token);
        }
        else
        {
            await trial.Host.AdvanceAsync(Minute);
            await trial.Execution.UntilAsync(snapshot => snapshot.Stages.Any(stage => stage.Actions.Any(action => action is { Name: "t", Status: ActionStatus.Expired })));
        }
    }

    private static Task EndApprovalAsync(Trial trial, string token, bool rejects) =>
        rejects ? trial.Execution.RejectAsync(token) : trial.Host.AdvanceAsync(Minute);
}
