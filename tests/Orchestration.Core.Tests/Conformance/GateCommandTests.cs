using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What the verbs DisableGate and EnableGate take, refuse, answer, keep and ask for.</summary>
public sealed class GateCommandTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public Task Disabling_needs_a_reason(string? reason) => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.InvalidRequest, () => trial.Orchestrator.DisableGateAsync(new DisableGateRequest("release", "build", reason!)));

        Assert.Equal((Verb.DisableGate, "release", "build"), (refusal.Verb, refusal.Target?.Pipeline, refusal.Target?.Stage));
        await trial.LinesAsync("build: -; deploy: -");
        AuditEntry entry = Assert.Single(await trial.Orchestrator.ReadAuditAsync());
        Assert.Equal((Verb.DisableGate, "release", "build", ErrorCode.InvalidRequest), (entry.Verb, entry.Pipeline, entry.Stage, entry.Code));
    });

    [Theory]
    [InlineData(Verb.DisableGate)]
    [InlineData(Verb.EnableGate)]
    public Task A_reason_has_at_most_200_characters(Verb verb) => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        await trial.DisableGateAsync("build");
        GateChange change = await SendAsync(trial.Orchestrator, verb, new EnableGateRequest("release", "build") { Reason = new string('x', 200) });
        Assert.Equal(200, change.Reason!.Length);

        await Refused.AsAsync(
            ErrorCode.InvalidRequest, () => SendAsync(trial.Orchestrator, verb, new EnableGateRequest("release", "build") { Reason = new string('x', 201) }));

        Assert.Equal(2, (await trial.PipelineAsync()).GateChanges.Count);
    });

    [Theory]
    [InlineData(Verb.DisableGate, "release", "buil", ErrorCode.StageNotFound)]
    [InlineData(Verb.DisableGate, "release", "BUILD", ErrorCode.StageNotFound)]
    [InlineData(Verb.DisableGate, "releas", "build", ErrorCode.DefinitionNotFound)]
    [InlineData(Verb.EnableGate, "release", "b.*", ErrorCode.StageNotFound)]
    [InlineData(Verb.EnableGate, "other", "build", ErrorCode.DefinitionNotFound)]
    public Task Unknown_names_are_refused_and_audited(Verb verb, string pipeline, string stage, ErrorCode code) =>
        LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
        {
            OrchestrationException refusal = await Refused.AsAsync(
                code, () => SendAsync(trial.Orchestrator, verb, new EnableGateRequest(pipeline, stage) { Reason = "why" }));

            Assert.Equal((verb, pipeline, stage), (refusal.Verb, refusal.Target?.Pipeline, refusal.Target?.Stage));
            Assert.Equal((verb, code), (await trial.Orchestrator.ReadAuditAsync()).Select(entry => (entry.Verb, entry.Code)).Single());
            Assert.Empty((await trial.PipelineAsync()).GateChanges);
        });

    [Fact]
    public Task A_change_names_who_when_and_why_under_its_command_id() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        Guid id = Guid.NewGuid();
        trial.Host.Time.Advance(TimeSpan.FromMinutes(3));

        GateChange change = await trial.Host.As("alice").DisableGateAsync(new DisableGateRequest("release", "deploy", "freeze") { CommandId = id });

        Assert.Equal(new GateChange(id, "release", "deploy", IsEnabled: false, "alice", "freeze", trial.Host.Time.GetUtcNow()), change);
        Assert.Empty(await trial.Orchestrator.ReadAuditAsync());
    });

    [Fact]
    public Task A_repeated_command_has_one_effect_and_one_answer() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        DisableGateRequest request = new("release", "build", "freeze") { CommandId = Guid.NewGuid() };
        GateChange first = await trial.Orchestrator.DisableGateAsync(request);
        trial.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await trial.EnableGateAsync("build");

        GateChange second = await trial.Host.As("alice").DisableGateAsync(request);

        Assert.Equal(first, second);
        await trial.LinesAsync("build: -; deploy: -");
        foreach (Func<Task> other in (Func<Task>[])
        [
            () => trial.Orchestrator.DisableGateAsync(request with { Reason = "other" }),
            () => trial.Orchestrator.DisableGateAsync(request with { Stage = "deploy" }),
            () => trial.Orchestrator.EnableGateAsync(new EnableGateRequest("release", "build") { Reason = "freeze", CommandId = request.CommandId }),
        ])
        {
            await Refused.AsAsync(ErrorCode.Conflict, other);
        }

        Assert.Equal(2, (await trial.PipelineAsync()).GateChanges.Count);
    });

    [Fact]
    public Task Disabling_a_disabled_gate_replaces_its_reason() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        GateChange first = await trial.DisableGateAsync("build", "one");
        GateChange second = await trial.DisableGateAsync("build", "two");

        Assert.True(first.HasEffect && second.HasEffect);
        PipelineSnapshot pipeline = await trial.PipelineAsync();
        Assert.Equal(second, pipeline["build"].GateDisabled);
        Assert.Equal([first, second], pipeline.GateChanges);
        await trial.EnableGateAsync("build");
        await trial.LinesAsync("build: -; deploy: -");
    });

    [Fact]
    public Task Enabling_an_enabled_gate_lets_nobody_in_and_says_so() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        GateChange never = await trial.EnableGateAsync("build");
        Assert.False(never.HasEffect);
        await trial.DisableGateAsync("build");
        Assert.True((await trial.EnableGateAsync("build")).HasEffect);

        EnableGateRequest request = new("release", "build") { CommandId = Guid.NewGuid() };
        GateChange again = await trial.Orchestrator.EnableGateAsync(request);
        Assert.False(again.HasEffect);
        Assert.Equal([false, true, true, false], (await trial.PipelineAsync()).GateChanges.Select(change => change.HasEffect));

        // Sent again later, it has no effect either.
        await trial.DisableGateAsync("build");
        Assert.Equal(again, await trial.Orchestrator.EnableGateAsync(request));
        Assert.False((await trial.PipelineAsync())["build"].IsGateEnabled);
    });

    [Fact]
    public Task The_newest_fifty_changes_are_kept() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        for (int count = 1; count <= 55; count++)
        {
            await trial.DisableGateAsync("build", $"{count}");
        }

        Assert.Equal(Enumerable.Range(6, 50).Select(count => $"{count}"), (await trial.PipelineAsync()).GateChanges.Select(change => change.Reason));
    });

    [Fact]
    public async Task ManageGates_is_asked_with_the_labels_of_the_stage_and_a_denial_is_kept()
    {
        PermissionRules rules = new();
        Pipeline release = Pipeline.Define("release", define =>
        {
            define.Mode(ExecutionMode.Queue).Label("application", "web").Label("environment", "none");
            define.Stage("build").Action("a", Scenario.PassGateAsync);
            define.Stage("deploy").Label("environment", "production").Action("b", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await rules.StartHostAsync(release);
        rules.Allow = request => request.Labels.GetValueOrDefault("environment") != "production" || request.Permission != Permission.ManageGates;

        await host.As("bob").DisableGateAsync("release", "build", "freeze");
        PermissionRequest asked = Assert.Single(rules.Asked);
        Assert.Equal(
            ("bob", Permission.ManageGates, "release", null, "build", "web", "none"),
            (asked.Caller.Identity?.Name, asked.Permission, asked.Pipeline, asked.Execution, asked.Stage, asked.Labels["application"], asked.Labels["environment"]));

        OrchestrationException denial = await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").DisableGateAsync("release", "deploy", "freeze"));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").EnableGateAsync("release", "deploy"));

        Assert.Equal((Verb.DisableGate, "deploy"), (denial.Verb, denial.Target?.Stage));
        Assert.Equal(
            [("bob", Verb.EnableGate, "release", "deploy", ErrorCode.PermissionDenied), ("bob", Verb.DisableGate, "release", "deploy", ErrorCode.PermissionDenied)],
            (await host.Orchestrator.ReadAuditAsync()).Select(entry => (entry.Actor, entry.Verb, entry.Pipeline!, entry.Stage!, entry.Code)));
        Assert.True((await host.Orchestrator.GetPipelineAsync("release"))["deploy"].IsGateEnabled);
    }

    [Fact]
    public async Task The_labels_of_a_stage_that_only_an_older_version_has_are_asked_too()
    {
        PermissionRules rules = new() { Allow = request => request.Labels.GetValueOrDefault("environment") != "production" };
        Pipeline older = Pipeline.Define("release", define => define.Stage("deploy").Label("environment", "production").Action("b", Scenario.PassGateAsync));
        await using OrchestrationTestHost host = await rules.StartHostAsync([older, Scenario.Gated("build: a")]);

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").DisableGateAsync("release", "deploy", "freeze"));
    }

    [Theory]
    [InlineData(Verb.DisableGate)]
    [InlineData(Verb.EnableGate)]
    [InlineData(Verb.GetPipeline)]
    public async Task Who_may_not_learns_nothing_of_what_exists(Verb verb)
    {
        PermissionRules rules = new() { Allow = request => request.Caller.Identity?.Name != "bob" };
        await using OrchestrationTestHost host = await rules.StartHostAsync(Scenario.Gated("build: a"));

        foreach ((string pipeline, string stage) in ((string, string)[])[("release", "build"), ("release", "none"), ("none", "build")])
        {
            await Refused.AsAsync(ErrorCode.PermissionDenied, () => verb == Verb.GetPipeline
                ? host.As("bob").GetPipelineAsync(pipeline)
                : SendAsync(host.As("bob"), verb, new EnableGateRequest(pipeline, stage)));
        }

        Permission expected = verb == Verb.GetPipeline ? Permission.View : Permission.ManageGates;
        Assert.All(rules.Asked.Where(request => request.Caller.Identity?.Name == "bob"), request => Assert.Equal(expected, request.Permission));
        Assert.Equal(3, (await host.Orchestrator.ReadAuditAsync()).Count);
        await Refused.AsAsync(ErrorCode.DefinitionNotFound, () => host.As("alice").GetPipelineAsync("none"));
    }

    private static Task<GateChange> SendAsync(IOrchestrator orchestrator, Verb verb, EnableGateRequest request) => verb == Verb.DisableGate
        ? orchestrator.DisableGateAsync(new DisableGateRequest(request.Pipeline, request.Stage, request.Reason!) { CommandId = request.CommandId })
        : orchestrator.EnableGateAsync(request);
}
