using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance;

namespace Orchestration.Tests.Trees;

/// <summary>What is asked about a rerun, and about the abort of a child.</summary>
public sealed class TreePermissionTests
{
    private static readonly Pipeline Old = Pipeline.Define("release", define =>
    {
        define.Label("environment", "test");
        define.Stage("build").Action("a", Scenario.PassGateAsync);
    });

    private static readonly Pipeline Newest = Pipeline.Define("release", define =>
    {
        define.Version("2").Label("environment", "production");
        define.Stage("build").Action("a", Scenario.PassGateAsync);
        define.Stage("deploy").Label("environment", "europe").Action("b", Scenario.PassGateAsync);
    });

    [Fact]
    public async Task A_rerun_is_asked_for_each_stage_and_with_the_labels_of_the_newest_definition()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Old);
        ExecutionHandle execution = await host.FailAtAsync(Old, "a");
        await host.StopAsync();
        await host.RestartAsync(builder => rules.Register(builder, [Newest]));
        rules.Asked.Clear();

        ExecutionHandle again = await host.As("alice").RerunAsync(execution.Id, new RerunRequest());

        Assert.Equal(
            [(Permission.Execute, "build", "production"), (Permission.Execute, "deploy", "europe")],
            rules.Asked.Select(request => (request.Permission, request.Stage, request.Labels["environment"])));
        Assert.Equal("2", (await again.GetAsync()).Summary.PipelineVersion);
    }

    [Theory]
    [InlineData("production")]
    [InlineData("europe")]
    public async Task One_forbidden_environment_of_the_newest_definition_refuses_the_whole_rerun(string forbidden)
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Old);
        ExecutionHandle execution = await host.FailAtAsync(Old, "a");
        await host.StopAsync();
        await host.RestartAsync(builder => rules.Register(builder, [Newest]));
        rules.Allow = request => request.Caller.Identity?.Name != "bob" || request.Labels["environment"] != forbidden;
        IOrchestrator bob = host.As("bob");

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => bob.RerunAsync(execution.Id, new RerunRequest()));

        Assert.Equal(ErrorCode.PermissionDenied, (await bob.GetCapabilitiesAsync(execution.Id))[Verb.Rerun].Refusal);
        Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery { LatestOnly = false })).Executions);
    }

    [Fact]
    public async Task FL_44_The_abort_of_a_child_is_asked_about_the_stage_of_its_root_whichever_way_it_is_named()
    {
        PermissionRules rules = new();
        Pipeline tree = Pipeline.Root(
            "tree",
            (context, _) => context.RunAsync("a", Scenario.PassGateAsync),
            root => root.Label("environment", "production"));
        await using OrchestrationTestHost host = await rules.StartHostAsync(tree);
        ExecutionHandle execution = await host.As("alice").StartAsync(tree);
        await host.ReachedAsync("root/a-1");
        rules.Allow = request => request.Caller.Identity?.Name != "bob" || request.Permission == Permission.View;
        IOrchestrator bob = host.As("bob");
        rules.Asked.Clear();

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => bob.AbortActionAsync(execution.Id, new AbortActionRequest("tree", "root/a-1")));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => bob.AbortActionAsync(execution.Id, AbortActionRequest.ById(1)));

        Assert.All(rules.Asked, request => Assert.Equal(
            (Permission.Execute, "tree", "root/a-1", "production"), (request.Permission, request.Stage, request.Action, request.Labels["environment"])));
        Assert.Equal(2, rules.Asked.Count);
        Assert.Equal(2, (await host.Orchestrator.ReadAuditAsync()).Count);
        Assert.Equal(ActionStatus.Running, (await execution.GetAsync()).Stages[0].Actions[0].Children[0].Status);
        host.Gates["root/a-1"].Open();
        Assert.Equal(ExecutionStatus.Succeeded, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
    }
}
