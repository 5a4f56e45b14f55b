using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What can't be reapplied, and that the refusal says why.</summary>
public sealed class ReapplyRefusalTests
{
    [Fact]
    public Task CP_45_In_the_mode_parallel_nothing_is_reapplied() => RunAsync(ExecutionMode.Parallel, async trial =>
    {
        trial.Open("b", "d");
        await trial.Execution.CloseAsync();
        await RefusesAsync(trial, trial.Execution, "deploy", "Parallel", "Succeeded");
        await RefusesAsync(trial, trial.Execution, "build", "Parallel", "Succeeded");
    });

    [Fact]
    public Task CP_66_A_reapplication_is_not_reapplied() => RunAsync(ExecutionMode.Queue, async trial =>
    {
        trial.Open("b", "d");
        await trial.Execution.CloseAsync();
        ExecutionHandle again = await trial.Execution.ReapplyAsync("deploy");
        await again.CloseAsync();
        await RefusesAsync(trial, again, "deploy", "itself a reapplication", "Succeeded");
        await RefusesAsync(trial, again, "build", "itself a reapplication", "Reused");
        await (await trial.Execution.ReapplyAsync("deploy")).CloseAsync();
    });

    [Fact]
    public Task CP_66_One_of_an_older_definition_is_not_reapplied() => RunAsync(ExecutionMode.Queue, async trial =>
    {
        trial.Open("b", "d");
        await trial.Execution.CloseAsync();
        Pipeline edited = trial.Edited();
        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(trial.Pipeline).AddPipeline(edited));
        await RefusesAsync(trial, trial.Execution, "deploy", "another definition", "Succeeded");
        await trial.CrashAndRestartAsync(_ => { });
        await RefusesAsync(trial, trial.Execution, "deploy", string.Empty, "Succeeded");
        await trial.CrashAndRestartAsync();
        await (await trial.Execution.ReapplyAsync("deploy")).CloseAsync();
    });

    [Fact]
    public Task CP_66_A_stage_that_never_succeeded_is_not_reapplied() => RunAsync(ExecutionMode.Queue, async trial =>
    {
        trial.Open("b");
        trial.Fail("d");
        await trial.Execution.CloseAsync();
        await RefusesAsync(trial, trial.Execution, "deploy", "has not succeeded", "Failed");
        ExecutionHandle again = await trial.Execution.ReapplyAsync("build");
        Assert.Equal("Succeeded [build: Succeeded (b=Succeeded); deploy: NotRun (d=NotRun)]", await again.CloseAsync());

        trial.Open("d");
        ExecutionHandle resumed = await trial.Execution.ResumeAsync("deploy");
        await resumed.CloseAsync();
        await RefusesAsync(trial, resumed, "build", "has not succeeded", "Reused");
        await (await resumed.ReapplyAsync("deploy")).CloseAsync();
    });

    [Fact]
    public Task CP_66_A_stage_that_runs_is_not_reapplied() => RunAsync(ExecutionMode.Queue, async trial =>
    {
        trial.Open("b");
        trial.Gate("d").OpenOnce();
        await trial.Execution.CloseAsync();
        ExecutionHandle other = await trial.StartAgainAsync();
        await trial.Gate("d").ReachedAsync(2).WithinAsync(trial.Host.Describe);

        await RefusesAsync(trial, trial.Execution, "deploy", other.Id.ToString(), "Succeeded");
        await RefusesAsync(trial, other, "deploy", "has not succeeded", "Running");
        ExecutionHandle again = await other.ReapplyAsync("build");
        Assert.Equal("Succeeded [build: Succeeded (b=Succeeded); deploy: NotRun (d=NotRun)]", await again.CloseAsync());

        trial.Open("d");
        await other.CloseAsync();
        await (await trial.Execution.ReapplyAsync("deploy")).CloseAsync();
    });

    [Fact]
    public Task Stages_and_executions_that_do_not_exist_are_not_found() => RunAsync(ExecutionMode.Queue, async trial =>
    {
        trial.Open("b", "d");
        await trial.Execution.CloseAsync();
        foreach (string name in new[] { "none", "Deploy", "deplo", "deploy ", "d.*", string.Empty })
        {
            await trial.RefusedAsync(ErrorCode.StageNotFound, execution => execution.ReapplyAsync(name));
        }

        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.ReapplyAsync("deploy", new string('x', 201)));
        ExecutionHandle unknown = trial.Orchestrator.GetHandle(new ExecutionId(Guid.NewGuid()));
        await trial.RefusedAsync(ErrorCode.ExecutionNotFound, _ => unknown.ReapplyAsync("deploy"));
        ExecutionHandle longest = await trial.Execution.ReapplyAsync("deploy", new string('x', 200));
        await longest.CloseAsync();
    });

    private static async Task RefusesAsync(Trial trial, ExecutionHandle execution, string stage, string why, string status)
    {
        int executions = (await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Count;
        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.UnableToReapply, execution, status, () => execution.ReapplyAsync(stage));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Equal((Verb.Reapply, stage), (refusal.Verb, refusal.Target?.Stage));
        Assert.Equal(["Succeeded"], refusal.AllowedStatuses);
        Assert.Equal(ErrorCode.UnableToReapply, (await execution.GetCapabilitiesAsync())[Verb.Reapply, stage: stage].Refusal);
        Assert.Equal(executions, (await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Count);
    }

    private static Task RunAsync(ExecutionMode mode, Func<Trial, Task> body) =>
        Trial.RunAsync("build: b; deploy: d", new TrialSetup { Define = define => define.Mode(mode) }, body);
}
