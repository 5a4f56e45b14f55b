using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Who may abort a child and run an execution again, and what asks for no permission.</summary>
public sealed class PermissionTreeTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task FL_44_Who_may_not_abort_is_denied_whatever_the_child_and_however_it_is_addressed(bool separate, bool byId)
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(OneChild, options => options.SeparateAbortPermission = separate);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(OneChild);
        await host.ReachedAsync("part");
        rules.Allow = PermissionRules.Only("bob", separate ? [Permission.View, Permission.Execute, Permission.Stop] : [Permission.View, Permission.Stop, Permission.Abort]);
        AbortActionRequest[] requests = byId
            ? [AbortActionRequest.ById(1), AbortActionRequest.ById(0), AbortActionRequest.ById(99)]
            : [new("tree", "root/part-1"), new("tree", "root"), new("tree", "root/nobody")];
        foreach (AbortActionRequest request in requests)
        {
            await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").AbortActionAsync(execution.Id, request));
        }

        Assert.Equal("Running: root=Running (part-1=Running)", (await execution.GetAsync()).DescribeTree());
        AuditEntry[] denied = [.. (await host.Orchestrator.ReadAuditAsync()).Where(entry => entry.Actor == "bob")];
        Assert.Equal(3, denied.Length);
        Assert.All(denied, entry => Assert.Equal((ErrorCode.PermissionDenied, Verb.Abort), (entry.Code, entry.Verb)));

        await host.As("ada").AbortActionAsync(execution.Id, requests[0]);
        await execution.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal("Failed: root=Failed (part-1=Aborted)", (await execution.GetAsync()).DescribeTree());
    }

    [Fact]
    public async Task An_abort_asks_for_the_stage_and_the_child_by_its_name()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(OneChild, options => options.SeparateAbortPermission = true);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(OneChild);
        await host.ReachedAsync("part");
        rules.Asked.Clear();
        await host.As("ada").AbortActionAsync(execution.Id, AbortActionRequest.ById(1));
        PermissionRequest asked = Assert.Single(rules.Asked, one => one.Permission == Permission.Abort);
        Assert.Equal(("ada", "tree", execution.Id, "tree", "root/part-1"), (asked.Caller.Identity?.Name, asked.Pipeline, asked.Execution, asked.Stage, asked.Action));
        await execution.WaitAsync().WithinAsync(host.Describe);
    }

    [Fact]
    public async Task What_code_does_with_its_own_children_asks_nobody()
    {
        PermissionRules rules = new();
        Pipeline pipeline = Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            ChildAction part = context.Start("part", (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));
            part.Cancel();
            await context.ReportProgressAsync(1, cancellationToken: cancellationToken);
            await context.WhenAllSettled([part], cancellationToken);
        });
        await using OrchestrationTestHost host = await rules.StartHostAsync(pipeline);
        ExecutionHandle execution = await host.As("ada").StartAsync(pipeline);
        rules.Allow = request => request.Permission == Permission.View;
        await execution.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal("Succeeded: root=Succeeded (part-1=Aborted)", (await execution.GetAsync()).DescribeTree());
        Assert.DoesNotContain(rules.Asked, asked => asked.Permission is not (Permission.View or Permission.Execute));
        Assert.Single(rules.Asked, asked => asked.Permission == Permission.Execute);
    }

    [Fact]
    public async Task A_rerun_asks_for_every_stage_and_one_that_is_forbidden_refuses_the_whole()
    {
        PermissionRules rules = new();
        Pipeline staged = Pipeline.Define("staged", define =>
        {
            define.Stage("build").Action("a", (_, _) => Task.CompletedTask);
            define.Stage("deploy").Label("environment", "production").Action("b", (_, _) => Task.CompletedTask);
        });
        await using OrchestrationTestHost host = await rules.StartHostAsync(staged);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(staged);
        await execution.WaitAsync().WithinAsync(host.Describe);
        rules.Allow = request => request.Caller.Identity?.Name != "bob" || request.Permission != Permission.Execute || request.Labels.GetValueOrDefault("environment") != "production";
        rules.Asked.Clear();

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").RerunAsync(execution.Id, new RerunRequest()));
        await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => host.As("bob").RerunAsync(new ExecutionId(Guid.NewGuid()), new RerunRequest()));
        Assert.Equal(ErrorCode.PermissionDenied, (await host.As("bob").GetHandle(execution.Id).GetCapabilitiesAsync())[Verb.Rerun].Refusal);
        Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
        Assert.Contains(await host.Orchestrator.ReadAuditAsync(), entry => entry is { Actor: "bob", Verb: Verb.Rerun, Code: ErrorCode.PermissionDenied });

        rules.Asked.Clear();
        ExecutionHandle again = await host.As("ada").RerunAsync(execution.Id, new RerunRequest());
        Assert.Equal(["build", "deploy"], rules.Asked.Where(asked => asked.Permission == Permission.Execute).Select(asked => asked.Stage));
        await again.WaitAsync().WithinAsync(host.Describe);
    }

    [Fact]
    public async Task A_rerun_acts_for_who_asked_for_it()
    {
        string? starter = null;
        PermissionRules rules = new();
        Pipeline pipeline = Pipeline.Root("tree", async (context, _) =>
            starter = (await context.GetOrchestrator().GetHandle(context.ExecutionId).GetAsync(CancellationToken.None)).Summary.StartedBy);
        await using OrchestrationTestHost host = await rules.StartHostAsync(pipeline);
        ExecutionHandle first = await host.As("ada").StartAsync(pipeline);
        await first.WaitAsync().WithinAsync(host.Describe);
        rules.Asked.Clear();
        ExecutionHandle again = await host.As("bob").RerunAsync(first.Id, new RerunRequest());
        await again.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal("bob", starter);
        Assert.DoesNotContain(rules.Asked, asked => asked.Caller.Identity?.Name == "ada");
    }

    private static Pipeline OneChild { get; } = Pipeline.Root("tree", (context, _) => context.RunAsync(
        "part", (child, token) => ((GateSet)child.Services.GetService(typeof(GateSet))!)["part"].PassAsync(token)));
}
