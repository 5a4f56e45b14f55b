using System.Security.Claims;
using Orchestration.Permissions;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Code of an action acts with the starter's rights; the engine itself is not asked.</summary>
public sealed class PermissionStarterTests
{
    private static readonly Pipeline Child = Scenario.Gated("one: b", name: "child");

    private static Pipeline Parent { get; } = Pipeline.Define("parent", define => define.Stage("build").Action("a", async (context, token) =>
    {
        await Scenario.PassGateAsync(context, token);
        await context.GetOrchestrator().StartAsync(new StartRequest("child"), token);
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_action_starts_with_the_rights_of_the_starter_and_the_audit_names_the_action(bool isCrashed)
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await StartAsync(rules);
        ClaimsPrincipal alice = new(new ClaimsIdentity([new Claim("preferred_username", "alice"), new Claim("groups", "release-managers")], "oidc", "preferred_username", "groups"));
        ExecutionHandle parent = await host.Orchestrator.As(alice).StartAsync(Parent);
        await host.ReachedAsync("a");
        if (isCrashed)
        {
            await host.CrashAsync();
            await host.RestartAsync();
            await host.ReachedAsync("a", 2);
            parent = host.GetHandle(parent.Id);
        }

        rules.Allow = request => request.Permission == Permission.View || request.Caller.IsInRole("release-managers");
        host.Gates["a"].Open();

        Assert.Equal("Succeeded [build: Succeeded (a=Succeeded)]", await parent.CloseAsync());
        PermissionRequest asked = rules.Asked.Last(request => request.Pipeline == "child");
        Assert.Equal(("alice", true), (asked.Caller.Identity?.Name, asked.Caller.Identity?.IsAuthenticated));
        ExecutionSummary child = Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery { Pipeline = "child" })).Executions);
        Assert.Equal($"alice (build/a of {parent.Id})", child.StartedBy);
    }

    [Fact]
    public async Task What_the_starter_may_not_the_action_may_not()
    {
        PermissionRules rules = new() { Allow = request => request.Pipeline != "child" };
        await using OrchestrationTestHost host = await StartAsync(rules);
        host.Gates["a"].Open();

        ExecutionHandle parent = await host.As("alice").StartAsync(Parent);

        Assert.Equal("Failed [build: Failed (a=Failed)]", await parent.CloseAsync());
        AuditEntry entry = Assert.Single(await host.Orchestrator.ReadAuditAsync());
        Assert.Equal((Verb.Start, "child", ErrorCode.PermissionDenied, $"alice (build/a of {parent.Id})"), (entry.Verb, entry.Pipeline, entry.Code, entry.Actor));
    }

    [Fact]
    public async Task Claims_that_nobody_authenticated_stay_unauthenticated()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await StartAsync(rules);
        host.Gates["a"].Open();

        ClaimsPrincipal forged = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")]));
        await (await host.Orchestrator.As(forged).StartAsync(Parent)).CloseAsync();

        Assert.False(rules.Asked.Last(request => request.Pipeline == "child").Caller.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task A_caller_without_claims_who_was_authenticated_stays_so()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await StartAsync(rules);
        host.Gates["a"].Open();

        ClaimsPrincipal certificate = new(new ClaimsIdentity("certificate"));
        await (await host.Orchestrator.As(certificate).StartAsync(Parent)).CloseAsync();

        Assert.True(rules.Asked.Last(request => request.Pipeline == "child").Caller.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Timers_and_recovery_ask_nobody()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await StartAsync(rules);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Child);
        await host.ReachedAsync("b");
        Receipt stop = await execution.StopAsync(new StopRequest { Deadline = TimeSpan.FromSeconds(10), Grace = TimeSpan.Zero });
        await stop.EffectiveAsync().WithinAsync(host.Describe);
        ExecutionHandle other = await host.Orchestrator.StartAsync(Child);
        await host.ReachedAsync("b", 2);
        rules.Allow = _ => false;
        rules.Asked.Clear();

        await host.AdvanceAsync(TimeSpan.FromSeconds(10));
        await host.CrashAsync();
        await host.RestartAsync();
        await host.ReachedAsync("b", 3);

        Assert.Empty(rules.Asked);
        rules.Allow = _ => true;
        Assert.Equal(ExecutionStatus.Stopped, (await host.GetHandle(execution.Id).GetAsync()).Status);
        Assert.Equal(2, (await host.GetHandle(other.Id).GetAsync())["one"]["b"].Attempt);
    }

    private static Task<OrchestrationTestHost> StartAsync(PermissionRules rules) => rules.StartHostAsync([Parent, Child]);
}
