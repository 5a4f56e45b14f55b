using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Later actions read an approval's answer as its output.</summary>
public sealed class ApprovalOutputTests
{
    [Fact]
    public async Task A_later_action_reads_who_approved_in_this_execution_and_in_those_that_reuse_it()
    {
        List<ApprovalAnswer> read = [];
        GateSet? gates = null;
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            ActionRef<ApprovalAnswer> qa = define.Stage("check").Approval("qa");
            define.Stage("deploy").Action("d", async (context, token) =>
            {
                read.Add(context.Output(qa));
                await gates!["d"].PassAsync(token);
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        gates = host.Gates;
        gates["d"].Fail(new InvalidOperationException("d broke"));
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.As("ada").GetHandle(execution.Id).ApproveAsync(await execution.TokenAsync("qa"), "looks good");
        Assert.Equal("Failed [check: Succeeded (qa=Succeeded); deploy: Failed (d=Failed)]", await execution.CloseAsync());
        ExecutionHandle second = await execution.ResumeAsync("deploy");
        await second.CloseAsync();
        await host.CrashAsync();
        await host.RestartAsync();
        ExecutionHandle third = await host.GetHandle(second.Id).ResumeAsync("deploy");
        await third.CloseAsync();

        Assert.Equal(3, read.Count);
        Assert.All(read, answer => Assert.Equal((true, "ada", "looks good"), (answer.IsApproved, answer.Actor, answer.Comment)));
        Assert.Equal(read[0], read[2]);
    }

    [Fact]
    public async Task A_class_takes_the_answer_as_its_input()
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            StageBuilder stage = define.Stage("check");
            stage.Action<NameApprover, ApprovalAnswer, string>("name", stage.Approval("qa"));
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        await host.As("ada").GetHandle(execution.Id).ApproveAsync(await execution.TokenAsync("qa"));

        Assert.Equal("Succeeded [check: Succeeded (qa=Succeeded, name=Succeeded)]", await execution.CloseAsync());
        Assert.Equal("\"ada\"", (await execution.GetAsync())["check"]["name"].Output?.ToString());
    }

    [Fact]
    public async Task One_that_was_not_answered_has_no_output()
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            ActionRef<ApprovalAnswer> qa = define.Stage("check").Approval("qa", approval => approval.When(_ => false));
            define.Stage("deploy").Action("d", (context, _) => Task.FromResult(context.Output(qa).Actor));
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        Assert.Equal("Failed [check: Succeeded (qa=Skipped); deploy: Failed (d=Failed)]", await execution.CloseAsync());
        Assert.Contains(nameof(ErrorCode.OutputMissing), (await execution.GetAsync())["deploy"]["d"].Failure!.Message, StringComparison.Ordinal);
    }

    private sealed class NameApprover : IAction<ApprovalAnswer, string>
    {
        public Task<string> ExecuteAsync(ApprovalAnswer input, ActionContext context, CancellationToken cancellationToken) => Task.FromResult(input.Actor);
    }
}
