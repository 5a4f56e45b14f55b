using System.Security.Claims;
using Orchestration.Permissions;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>What an evaluator is asked, when, and what its answers do.</summary>
public sealed class PermissionTests
{
    private static readonly Pipeline Release = Pipeline.Define("release", define =>
    {
        define.Label("application", "web").Label("environment", "none");
        define.Stage("build").Action("a", Scenario.PassGateAsync);
        define.Stage("deploy").Label("environment", "production").Action("b", Scenario.PassGateAsync);
    });

    public static TheoryData<string> Verbs => [.. PermissionVerbs.All.Keys];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_caller_who_may_not_is_denied_whether_or_not_the_execution_exists(string verb)
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.BringToAsync(Release, ExecutionStatus.Failed);
        rules.Allow = request => request.Caller.Identity?.Name != "bob";
        ExecutionId unknown = new(Guid.NewGuid());

        OrchestrationException ofKnown = await Refused.AsAsync(
            ErrorCode.PermissionDenied, () => PermissionVerbs.All[verb](host.As("bob"), execution.Id));
        OrchestrationException ofUnknown = await Refused.AsAsync(
            ErrorCode.PermissionDenied, () => PermissionVerbs.All[verb](host.As("bob"), unknown));

        Assert.Equal(ofKnown.Verb, ofUnknown.Verb);
        AuditEntry[] entries = [.. await host.Orchestrator.ReadAuditAsync()];
        Assert.Equal([unknown, execution.Id], entries.Select(entry => entry.Execution!.Value));
        Assert.All(entries, entry => Assert.Equal(("bob", ErrorCode.PermissionDenied), (entry.Actor, entry.Code)));
        await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => PermissionVerbs.All[verb](host.As("alice"), unknown));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task An_evaluator_that_throws_says_no_and_the_attempt_is_kept(string verb)
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.BringToAsync(Release, ExecutionStatus.Failed);
        int before = (await execution.EventsAsync()).Count;
        rules.Allow = request => request.Caller.Identity?.Name == "bob" ? throw new InvalidOperationException("The directory is down.") : true;

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => PermissionVerbs.All[verb](host.As("bob"), execution.Id));

        Assert.Equal(("bob", ErrorCode.PermissionDenied), (await host.Orchestrator.ReadAuditAsync()).Select(entry => (entry.Actor, entry.Code)).Single());
        Assert.Equal(before, (await execution.EventsAsync()).Count);
    }

    [Fact]
    public async Task The_question_names_caller_permission_pipeline_execution_stage_and_labels()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.As("alice").StartAsync(
            new StartRequest("release") { Labels = new Dictionary<string, string> { ["environment"] = "test", ["team"] = "blue" } });
        PermissionRequest started = Assert.Single(rules.Asked);
        Assert.Equal(("alice", Permission.Execute, "release", null, null), (started.Caller.Identity?.Name, started.Permission, started.Pipeline, started.Execution, started.Stage));
        AssertLabels(started, "application=web, environment=none, team=blue");

        await host.ReachedAsync("a");
        await execution.AbortStageAsync("build", StopMode.Cancel);
        PermissionRequest aborted = rules.Asked.Last();
        Assert.Equal(("alice", Permission.Execute, "release", execution.Id, "build"), (aborted.Caller.Identity?.Name, aborted.Permission, aborted.Pipeline, aborted.Execution!.Value, aborted.Stage));
        AssertLabels(aborted, "application=web, environment=none, team=blue");

        await execution.CloseAsync();
        rules.Asked.Clear();
        await execution.ResumeAsync("build");
        Assert.Equal(["build", "deploy"], rules.Asked.Select(request => request.Stage));
        AssertLabels(rules.Asked.Last(), "application=web, environment=production, team=blue");
        Assert.Equal("test", (await execution.GetAsync()).Summary.Labels["environment"]);
    }

    [Fact]
    public async Task HR_30_One_forbidden_environment_refuses_the_whole_before_anything_starts()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.FailAtAsync(Release, "a");
        rules.Allow = request => request.Caller.Identity?.Name != "bob" || request.Labels["environment"] != "production";
        IOrchestrator bob = host.As("bob");

        await Refused.AsAsync(ErrorCode.PermissionDenied, execution, null, () => bob.ResumeAsync(execution.Id, new ResumeRequest("build")));
        await Refused.AsAsync(ErrorCode.PermissionDenied, execution, null, () => bob.RetryStageAsync(execution.Id, new RetryStageRequest("build")));

        Assert.Null((await execution.GetAsync()).ContinuedBy);
        Assert.Equal(1, host.Gates["a"].Arrivals);
        Capabilities capabilities = await bob.GetCapabilitiesAsync(execution.Id);
        Assert.Equal(ErrorCode.PermissionDenied, capabilities[Verb.Resume, stage: "build"].Refusal);
        Assert.Equal(ErrorCode.PermissionDenied, capabilities[Verb.RetryStage, stage: "build"].Refusal);
    }

    [Fact]
    public async Task Nobody_is_anonymous_and_a_handle_keeps_its_caller()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle anonymous = await host.Orchestrator.StartAsync(Release);
        Assert.False(rules.Asked.Last().Caller.Identity?.IsAuthenticated);
        Assert.Equal("anonymous", (await anonymous.GetAsync()).Summary.StartedBy);

        ExecutionHandle alices = await host.As("alice").StartAsync(Release);
        Receipt receipt = await alices.StopAsync();
        Assert.Equal("alice", receipt.Command.Actor);
        Assert.Equal("alice", rules.Asked.Last().Caller.Identity?.Name);
        Receipt bobs = await host.As("bob").GetHandle(alices.Id).StopAsync(StopMode.Abandon);
        Assert.Equal("bob", bobs.Command.Actor);
        Assert.Equal("bob", (await alices.GetAsync()).Summary.ClosedBy ?? (await alices.WaitAsync().WithinAsync()).ClosedBy);
        Assert.Throws<ArgumentNullException>(() => host.Orchestrator.As(null!));
        ClaimsPrincipal nameless = new(new ClaimsIdentity([new Claim("sub", "service-7")], "test"));
        Assert.Equal("service-7", (await (await host.Orchestrator.As(nameless).StartAsync(Release)).GetAsync()).Summary.StartedBy);
    }

    [Fact]
    public async Task Lists_and_histories_hide_what_the_caller_may_not_see()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle first = await host.BringToAsync(Release, ExecutionStatus.Failed);
        ExecutionHandle second = await first.ResumeAsync("deploy");
        ExecutionHandle third = await host.Orchestrator.StartAsync(Release);
        rules.Allow = request => request.Execution != second.Id;

        ExecutionPage page = await host.Orchestrator.ListAsync(new ExecutionQuery { LatestOnly = false });

        Assert.Equal([third.Id, first.Id], page.Executions.Select(execution => execution.Id));
        Assert.Equal([first.Id], (await first.HistoryAsync()).Select(execution => execution.Id));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => second.HistoryAsync());
    }

    [Fact]
    public async Task A_receipt_is_found_only_by_who_may_view_its_execution_and_nothing_else_is_told()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Release);
        Receipt receipt = await execution.StopAsync(StopMode.Abandon);
        rules.Allow = request => request.Caller.Identity?.Name != "bob";

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").FindReceiptAsync(receipt.CommandId));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").FindReceiptAsync(Guid.NewGuid()));
        Assert.Equal(receipt.CommandId, (await host.Orchestrator.FindReceiptAsync(receipt.CommandId))?.CommandId);
        Assert.Null(await host.Orchestrator.FindReceiptAsync(Guid.NewGuid()));
    }

    private static void AssertLabels(PermissionRequest request, string expected) =>
        Assert.Equal(expected, string.Join(", ", request.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")));
}
