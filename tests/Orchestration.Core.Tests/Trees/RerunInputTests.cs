using Orchestration.Testing;
using Orchestration.Tests.Conformance;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The input of a rerun, what a preview shows of it, and results whose type has changed.</summary>
public sealed class RerunInputTests
{
    [Fact]
    public Task A_rerun_takes_the_old_input_or_another() => RunAsync(async trial =>
    {
        ExecutionHandle first = trial.Execution;
        await trial.RerunAsync();
        Assert.Equal("7 of 7", await trial.Execution.WithResult<string>().ResultAsync().WithinAsync(trial.Host.Describe));
        trial.TurnTo(first);
        await trial.RerunAsync(new RerunRequest { Input = 8 });
        Assert.Equal("8 of 8", await trial.Execution.WithResult<string>().ResultAsync().WithinAsync(trial.Host.Describe));
        await trial.RerunAsync();
        Assert.Equal("8 of 8", await trial.Execution.WithResult<string>().ResultAsync().WithinAsync(trial.Host.Describe));
        Assert.Equal("7", $"{(await first.GetAsync()).Input}");
    });

    [Fact]
    public Task Results_are_reused_with_the_same_input_only() => RunAsync(async trial =>
    {
        ExecutionHandle first = trial.Execution;
        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.InputsImmutable, first, null, () => first.RerunAsync(new RerunRequest { ReuseSucceeded = true, Input = 8 }));
        Assert.Equal(Verb.Rerun, refusal.Verb);
        await Refused.AsAsync(ErrorCode.InvalidRequest, first, null, () => first.RerunAsync(new RerunRequest { Input = "eight" }));
        await trial.RerunAsync(new RerunRequest { ReuseSucceeded = true, Input = 7 });
        await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Reused)");
    });

    [Fact]
    public Task The_same_id_with_another_input_is_a_conflict() => RunAsync(async trial =>
    {
        RerunRequest request = new() { CommandId = Guid.NewGuid(), Input = 8 };
        ExecutionHandle again = await trial.Execution.RerunAsync(request);
        Assert.Equal(again.Id, (await trial.Execution.RerunAsync(request)).Id);
        await Refused.AsAsync(ErrorCode.Conflict, () => trial.Execution.RerunAsync(request with { Input = 9 }));
        await Refused.AsAsync(ErrorCode.Conflict, () => trial.Execution.RerunAsync(request with { Input = null }));
        await again.WaitAsync().WithinAsync(trial.Host.Describe);
    });

    [Fact]
    public Task A_preview_shows_what_is_reused_and_what_runs() => RerunTree.FailedAsync(async trial =>
    {
        Preview recover = await trial.Execution.PreviewAsync(new RerunRequest { ReuseSucceeded = true });
        Assert.Equal((await trial.Execution.GetAsync()).Version, recover.Version);
        Assert.Equal(["root Run", "root/done-1 Reuse", "root/fold-1/left-1 Reuse"], Tell(recover));
        Assert.Equal(["root Run", "root/fold-1/left-1 Reuse"], Tell(await trial.Execution.PreviewAsync(new RerunRequest { ReuseSucceeded = true, Force = ["root/done-1"] })));
        Assert.Equal(["root Run"], Tell(await trial.Execution.PreviewAsync(new RerunRequest())));
        await Refused.AsAsync(ErrorCode.ActionNotFound, () => trial.Execution.PreviewAsync(new RerunRequest { ReuseSucceeded = true, Force = ["nobody"] }));
        await Refused.AsAsync(ErrorCode.InvalidRequest, () => trial.Execution.PreviewAsync(new RerunRequest { Force = ["root/done-1"] }));
        Assert.Single((await trial.Host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
    });

    [Fact]
    public Task A_preview_of_another_input_is_refused_as_the_command_is() => RunAsync(async trial =>
    {
        await Refused.AsAsync(ErrorCode.InputsImmutable, () => trial.Execution.PreviewAsync(new RerunRequest { ReuseSucceeded = true, Input = 8 }));
        Assert.Equal(["root Run", "root/part-1 Reuse"], Tell(await trial.Execution.PreviewAsync(new RerunRequest { ReuseSucceeded = true, Input = 7 })));
    });

    [Fact]
    public Task A_result_whose_type_has_changed_is_refused_and_stays_in_the_first_execution() => RunAsync(async trial =>
    {
        ExecutionId first = trial.Execution.Id;
        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(Pipeline.Root<int, string>(
            "tree", async (context, input, _) => $"{await context.Start("part", trial.Giving("part", (long)input))}")));
        await trial.RecoverAsync();
        await trial.ClosesAsync("Failed: root=Failed");
        Assert.Contains(nameof(ErrorCode.ResultTypeChanged), (await trial.RootAsync()).Failure!.Message, StringComparison.Ordinal);
        await trial.CrashAndRestartAsync();
        trial.TurnTo(trial.Host.GetHandle(first));
        await trial.RecoverAsync();
        await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Reused)");
        Assert.Equal("part=1", trial.RunsOf("part"));
    });

    private static string[] Tell(Preview preview) => [.. preview.Actions.Select(action => $"{action.Action} {action.Disposition}")];

    private static Task RunAsync(Func<TreeTrial, Task> body) => TreeTrial.RunAsync(
        trial => Pipeline.Root<int, string>("tree", async (context, input, _) => $"{await context.Start("part", trial.Giving("part", input))} of {input}"),
        async trial =>
        {
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            await body(trial);
        },
        input: 7);
}
