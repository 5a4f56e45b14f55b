using System.Security.Claims;
using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance;

namespace Orchestration.Tests.Permissions;

/// <summary>A table at work in an engine: ada may everything, ted only test.</summary>
public sealed class PermissionTableHostTests
{
    private static readonly Pipeline Release = Pipeline.Define("release", define =>
    {
        define.Label("application", "web");
        define.Stage("build").Label("environment", "test").Action("a", Scenario.PassGateAsync);
        define.Stage("deploy").Label("environment", "production").Action("b", Scenario.PassGateAsync);
    });

    private static readonly Pipeline Try = Pipeline.Define("try", define =>
    {
        define.Label("environment", "test");
        define.Stage("one").Action("a", Scenario.PassGateAsync);
        define.Stage("two").Action("b", Scenario.PassGateAsync);
    });

    private static readonly PermissionGrant[] Grants =
    [
        new() { Role = PermissionGrant.Authenticated, Permissions = [Permission.View] },
        new() { Role = "managers", Permissions = [Permission.Execute, Permission.Stop, Permission.ManageGates] },
        new() { Role = "testers", Permissions = [Permission.Execute, Permission.Stop, Permission.ManageGates], Environments = ["test"] },
    ];

    [Fact]
    public async Task What_a_row_grants_is_done()
    {
        await using OrchestrationTestHost host = await StartAsync();
        host.Gates["a"].Fail(new InvalidOperationException("It broke."));
        ExecutionHandle execution = await Ted(host).StartAsync(Try);
        await execution.WaitAsync().WithinAsync(host.Describe);

        ExecutionHandle resumed = await execution.ResumeAsync("one");
        await resumed.WaitAsync().WithinAsync(host.Describe);
        host.Gates["a"].Open();
        host.Gates["b"].Open();
        await resumed.RetryStageAsync("one");

        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded)]", await resumed.CloseAsync());
        Assert.Empty(await Ada(host).ReadAuditAsync());
    }

    [Fact]
    public async Task What_no_row_grants_is_denied_and_kept()
    {
        await using OrchestrationTestHost host = await StartAsync();
        ExecutionHandle execution = await Ada(host).StartAsync(Release);
        await host.ReachedAsync("a");

        await Refused.AsAsync(
            ErrorCode.PermissionDenied, execution, null, () => host.As("bob").StopAsync(execution.Id, new StopRequest { Reason = "wrong tag" }));

        Assert.Equal(ExecutionStatus.Running, (await host.As("bob").GetAsync(execution.Id)).Status);
        AuditEntry entry = Assert.Single(await Ada(host).ReadAuditAsync());
        Assert.Equal(
            ("bob", Verb.Stop, "release", execution.Id, ErrorCode.PermissionDenied, "wrong tag"),
            (entry.Actor, entry.Verb, entry.Pipeline, entry.Execution!.Value, entry.Code, entry.Reason));
    }

    [Theory]
    [InlineData("build")]
    [InlineData("deploy")]
    public async Task The_environment_of_one_stage_that_would_run_denies_a_resume_and_a_retry(string from)
    {
        await using OrchestrationTestHost host = await StartAsync();
        host.Gates["a"].Open();
        host.Gates["b"].Fail(new InvalidOperationException("It broke."));
        ExecutionHandle execution = await Ada(host).StartAsync(Release);
        await execution.WaitAsync().WithinAsync(host.Describe);

        await Refused.AsAsync(ErrorCode.PermissionDenied, execution, null, () => Ted(host).ResumeAsync(execution.Id, new ResumeRequest(from)));
        await Refused.AsAsync(ErrorCode.PermissionDenied, execution, null, () => Ted(host).RetryStageAsync(execution.Id, new RetryStageRequest(from)));

        Assert.Null((await execution.GetAsync()).ContinuedBy);
        Assert.Equal(1, host.Gates["b"].Arrivals);
        Assert.Equal(
            [("ted", Verb.RetryStage), ("ted", Verb.Resume)],
            (await Ada(host).ReadAuditAsync()).Select(entry => (entry.Actor, entry.Verb)));
        Capabilities capabilities = await Ted(host).GetCapabilitiesAsync(execution.Id);
        Assert.Equal(ErrorCode.PermissionDenied, capabilities[Verb.RetryStage, stage: from].Refusal);
        Assert.True((await Ada(host).GetCapabilitiesAsync(execution.Id))[Verb.RetryStage, stage: "deploy"].IsAllowed);
    }

    [Fact]
    public async Task A_row_of_some_environments_reaches_single_stages_but_no_execution_without_the_label()
    {
        await using OrchestrationTestHost host = await StartAsync();
        ExecutionHandle execution = await Ada(host).StartAsync(Release);
        await host.ReachedAsync("a");

        await Ted(host).DisableGateAsync(new DisableGateRequest("release", "build", "tests are red"));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => Ted(host).DisableGateAsync(new DisableGateRequest("release", "deploy", "tests are red")));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => Ted(host).StopAsync(execution.Id, new StopRequest()));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => Ted(host).StartAsync(Release));
    }

    [Fact]
    public async Task The_labels_of_a_start_cannot_replace_those_of_its_pipeline()
    {
        PermissionGrant ofProduction = Grants[2] with { Role = "operators", Environments = ["production"], Permissions = [.. Enum.GetValues<Permission>()] };
        await using OrchestrationTestHost host = await StartAsync(Grants[1], Grants[2], ofProduction);
        StartRequest request = new("try") { Labels = new Dictionary<string, string> { ["environment"] = "production", ["team"] = "web" } };
        IOrchestrator operators = host.As("olga", Role("operators"));

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => operators.StartAsync(request));
        ExecutionHandle execution = await Ted(host).StartAsync(request);
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => operators.GetAsync(execution.Id));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => operators.StopAsync(execution.Id, new StopRequest()));

        Assert.True((await Ted(host).StopAsync(execution.Id, new StopRequest())).HasEffect);
    }

    /// <summary>Why a row that grants <see cref="Permission.Execute"/> should be limited by pipelines too, or the pipelines be labelled.</summary>
    [Fact]
    public async Task Labels_that_the_pipeline_does_not_have_are_those_that_the_caller_of_its_start_chose()
    {
        await using OrchestrationTestHost host = await StartAsync(
            Grants[2], Grants[2] with { Role = "web-testers", Pipelines = ["try"] });
        StartRequest request = new("release") { Labels = new Dictionary<string, string> { ["environment"] = "test" } };

        await Ted(host).StartAsync(request);
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("wim", Role("web-testers")).StartAsync(request));
    }

    [Fact]
    public async Task The_anonymous_caller_is_denied_and_an_unknown_execution_looks_like_a_forbidden_one()
    {
        await using OrchestrationTestHost host = await StartAsync();
        ExecutionHandle execution = await Ada(host).StartAsync(Release);

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.Orchestrator.StartAsync(Try));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.Orchestrator.GetAsync(execution.Id));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.Orchestrator.GetAsync(new ExecutionId(Guid.NewGuid())));
        Assert.Empty((await host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
        ClaimsPrincipal forged = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ada"), Role("managers")]));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.Orchestrator.As(forged).StartAsync(Try));

        Assert.Equal(
            [("ada", Verb.Start), ("anonymous", Verb.Get), ("anonymous", Verb.Get), ("anonymous", Verb.Start)],
            (await Ada(host).ReadAuditAsync()).Select(entry => (entry.Actor, entry.Verb)));
    }

    [Fact]
    public async Task A_row_of_some_pipelines_opens_neither_others_nor_the_audit()
    {
        await using OrchestrationTestHost host = await StartAsync(
            Grants[1], new PermissionGrant { Role = "testers", Permissions = [Permission.View], Pipelines = ["try"] });
        await Ada(host).StartAsync(Release);
        ExecutionHandle visible = await Ada(host).StartAsync(Try);

        Assert.Equal([visible.Id], (await Ted(host).ListAsync(new ExecutionQuery())).Executions.Select(execution => execution.Id));
        Assert.Equal(["try"], (await Ted(host).ListPipelinesAsync()).Select(pipeline => pipeline.Name));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => Ted(host).ReadAuditAsync());
    }

    private static IOrchestrator Ada(OrchestrationTestHost host) => host.As("ada", Role("managers"));

    private static IOrchestrator Ted(OrchestrationTestHost host) => host.As("ted", Role("testers"));

    private static Claim Role(string name) => new(ClaimTypes.Role, name);

    private static Task<OrchestrationTestHost> StartAsync(params PermissionGrant[] grants) => OrchestrationTestHost.StartAsync(builder =>
        builder.AddPipeline(Release).AddPipeline(Try).UsePermissionTable(grants.Length == 0 ? Grants : grants));
}
