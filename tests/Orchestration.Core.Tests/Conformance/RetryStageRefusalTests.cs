using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What a retry is refused with.</summary>
public sealed class RetryStageRefusalTests
{
    private static readonly StageRetryMode[] Modes = Enum.GetValues<StageRetryMode>();

    [Fact]
    public Task CP_58_A_succeeded_stage_is_not_retryable() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        trial.Open("a");
        await trial.ReachedAsync("b");
        await RefusesAsync(trial, "build", "Succeeded");
        trial.Fail("b");
        await trial.ClosesAsync("Failed [build: Succeeded (a=Succeeded); deploy: Failed (b=Failed)]");
        await RefusesAsync(trial, "build", "Succeeded");
        trial.Open("b");
        await trial.Execution.RetryStageAsync("deploy");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
        await RefusesAsync(trial, "build", "Succeeded");
        await RefusesAsync(trial, "deploy", "Succeeded");
    });

    [Theory]
    [InlineData(StageRetryMode.FailedActions)]
    [InlineData(StageRetryMode.AllActions)]
    public async Task CP_59_HA_45_While_a_retry_runs_another_is_a_conflict(StageRetryMode mode)
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, context, token) =>
            context.AttemptNumber == 1 ? throw new InvalidOperationException("a broke") : trial.Gate("a").PassAsync(token);
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            await trial.Execution.RetryStageAsync("build", mode);
            await trial.ReachedAsync("a");

            foreach (StageRetryMode again in Modes)
            {
                OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.RetryStageAsync("build", again));
                Assert.Equal((Verb.RetryStage, "build", "Running"), (refusal.Verb, refusal.Target?.Stage, refusal.ActualStatus));
            }
        });
    }

    [Fact]
    public Task CP_60_After_the_definition_was_edited_a_retry_is_refused() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        Pipeline edited = trial.Edited();

        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(edited));
        await trial.RefusedAsync(ErrorCode.DefinitionChanged, execution => execution.RetryStageAsync("build"));

        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(trial.Pipeline).AddPipeline(edited));
        await trial.RefusedAsync(ErrorCode.DefinitionChanged, execution => execution.RetryStageAsync("build"));

        await trial.CrashAndRestartAsync(_ => { });
        await trial.RefusedAsync(ErrorCode.DefinitionNotFound, execution => execution.RetryStageAsync("build"));

        await trial.CrashAndRestartAsync();
        trial.Open("a");
        await trial.Execution.RetryStageAsync("build");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public Task A_stage_that_runs_without_a_failure_is_not_retryable() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        await trial.ReachedAsync("a");
        await RefusesAsync(trial, "build", "Running");
        await RefusesAsync(trial, "deploy", "Pending");
    });

    [Fact]
    public Task While_a_stop_is_in_force_nothing_is_retried_and_the_refusal_names_it() => Trial.RunAsync("build: a b", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        trial.Fail("a");
        await trial.UntilAsync("Running [build: Running (a=Failed, b=Running)]");
        Receipt stop = await trial.StopAsync();

        foreach (StageRetryMode mode in Modes)
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build", mode));
            Assert.Equal(("Stopping", stop.CommandId), (refusal.ActualStatus, refusal.IntentInForce));
        }

        OrchestrationException resume = await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("build"));
        Assert.Equal(("Stopping", stop.CommandId), (resume.ActualStatus, resume.IntentInForce));
        StopRequest outdated = new() { Mode = StopMode.Abandon, ExpectedVersion = 1 };
        OrchestrationException conflict = await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(outdated));
        Assert.Equal(("Stopping", stop.CommandId), (conflict.ActualStatus, conflict.IntentInForce));
    });

    [Fact]
    public async Task CP_47_A_stage_that_was_never_entered_is_not_retryable()
    {
        TrialSetup setup = new();
        setup.When["build"] = async (trial, token) =>
        {
            await trial.Gate("when").PassAsync(token);
            return true;
        };
        await Trial.RunAsync("build: a; deploy: b", setup, async trial =>
        {
            await trial.ReachedAsync("when");
            await RefusesAsync(trial, "build", "Waiting");
            await trial.StopAsync();
            await trial.ClosesAsync("Stopped [build: NotRun (a=NotRun); deploy: NotRun (b=NotRun)]");
            await RefusesAsync(trial, "build", "NotRun");
            await RefusesAsync(trial, "deploy", "NotRun");
        });
    }

    [Fact]
    public Task A_stage_that_would_have_nothing_to_run_is_refused() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync();
        trial.Open("a");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
        await trial.Execution.RetryStageAsync("build", StageRetryMode.AllActions);
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public Task An_aborted_stage_is_not_retryable() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await (await trial.Execution.AbortAsync(StopMode.Abandon)).SettledAsync();
        await RefusesAsync(trial, "build", "Aborted");
    });

    [Fact]
    public Task An_unknown_stage_is_not_found_and_names_match_exactly() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        foreach (string name in new[] { "deploy", "Build", "buil", "build ", "b.*", string.Empty })
        {
            await trial.RefusedAsync(ErrorCode.StageNotFound, execution => execution.RetryStageAsync(name));
        }

        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.RetryStageAsync("build", (StageRetryMode)7));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.RetryStageAsync("build", reason: new string('x', 201)));
        ExecutionHandle unknown = trial.Orchestrator.GetHandle(new ExecutionId(Guid.NewGuid()));
        await trial.RefusedAsync(ErrorCode.ExecutionNotFound, _ => unknown.RetryStageAsync("build"));
    });

    [Fact]
    public Task An_execution_that_was_resumed_can_not_be_retried() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        ExecutionHandle next = await trial.Execution.ResumeAsync("build");
        await next.WaitAsync().WithinAsync(trial.Host.Describe);

        await trial.RefusedAsync(ErrorCode.NotLatestExecution, execution => execution.RetryStageAsync("build"));
        trial.Open("a");
        await next.RetryStageAsync("build");
        Assert.Equal(ExecutionStatus.Succeeded, (await next.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
    });

    private static async Task RefusesAsync(Trial trial, string stage, string status)
    {
        foreach (StageRetryMode mode in Modes)
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync(stage, mode));
            Assert.Equal((Verb.RetryStage, stage, status), (refusal.Verb, refusal.Target?.Stage, refusal.ActualStatus));
            Assert.Equal(["Failed", "Stopped", "Expired", "Rejected"], refusal.AllowedStatuses);
        }
    }
}
