using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Who may approve where.</summary>
public sealed class ApprovalPermissionTests
{
    private static readonly Pipeline Release = Pipeline.Define("release", define =>
    {
        define.Label("application", "web").Label("environment", "none");
        define.Stage("build").Label("environment", "test").Approval("qa");
        define.Stage("deploy").Label("environment", "production").Approval("ops");
    });

    [Theory]
    [InlineData(Verb.Approve)]
    [InlineData(Verb.Reject)]
    public async Task The_permission_approve_is_asked_for_with_the_labels_of_the_approvals_stage(Verb verb)
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(
            new StartRequest("release") { Labels = new Dictionary<string, string> { ["environment"] = "start", ["team"] = "blue" } });
        string token = await execution.TokenAsync("qa");
        rules.Asked.Clear();

        await AnswerAsync(host.As("ada"), verb, execution.Id, token);

        PermissionRequest asked = Assert.Single(rules.Asked);
        Assert.Equal(
            ("ada", Permission.Approve, "release", execution.Id, "build"),
            (asked.Caller.Identity?.Name, asked.Permission, asked.Pipeline, asked.Execution!.Value, asked.Stage));
        Assert.Equal(("test", "web", "blue"), (asked.Labels["environment"], asked.Labels["application"], asked.Labels["team"]));
    }

    [Fact]
    public async Task Who_may_approve_in_one_environment_is_denied_in_another_and_it_is_kept()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        rules.Allow = request => request.Caller.Identity?.Name != "bob" || request.Labels["environment"] == "test";
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Release);
        await AnswerAsync(host.As("bob"), Verb.Approve, execution.Id, await execution.TokenAsync("qa"));
        string ops = await execution.TokenAsync("ops");
        Guid id = Guid.NewGuid();

        ApproveRequest request = new(ops) { Reason = "ship it", CommandId = id };
        await Refused.AsAsync(ErrorCode.PermissionDenied, execution, null, () => host.As("bob").ApproveAsync(execution.Id, request));
        await Refused.AsAsync(ErrorCode.PermissionDenied, execution, null, () => host.As("bob").RejectAsync(execution.Id, new RejectRequest(ops) { Reason = "ship it", CommandId = id }));

        IReadOnlyList<AuditEntry> entries = await host.Orchestrator.ReadAuditAsync();
        Assert.Equal([Verb.Reject, Verb.Approve], entries.Select(entry => entry.Verb));
        Assert.All(entries, entry => Assert.Equal(
            ("bob", "release", execution.Id, "deploy", ErrorCode.PermissionDenied, "ship it", id),
            (entry.Actor, entry.Pipeline, entry.Execution!.Value, entry.Stage, entry.Code, entry.Reason, entry.CommandId!.Value)));
        Assert.True((await execution.ApprovalAsync("ops"))!.IsPending);
    }

    [Fact]
    public async Task Neither_execute_nor_stop_is_enough_and_approve_alone_is()
    {
        PermissionRules rules = new() { Allow = PermissionRules.Only("bob", Permission.Execute, Permission.Stop, Permission.Abort, Permission.View, Permission.ManageGates) };
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Release);
        string token = await execution.TokenAsync("qa");
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => AnswerAsync(host.As("bob"), Verb.Approve, execution.Id, token));
        Assert.Equal(ErrorCode.PermissionDenied, (await host.As("bob").GetCapabilitiesAsync(execution.Id))[Verb.Approve].Refusal);
        Assert.Equal(ErrorCode.PermissionDenied, (await host.As("bob").GetCapabilitiesAsync(execution.Id))[Verb.Reject].Refusal);

        rules.Allow = PermissionRules.Only("bob", Permission.Approve);
        await AnswerAsync(host.As("bob"), Verb.Approve, execution.Id, token);

        Assert.Equal("bob", (await execution.ApprovalAsync("qa"))!.Answer!.Actor);
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").StopAsync(execution.Id, new StopRequest()));
    }

    [Fact]
    public async Task An_unknown_token_is_not_told_to_who_may_not_approve()
    {
        PermissionRules rules = new() { Allow = PermissionRules.Only("bob", Permission.View) };
        await using OrchestrationTestHost host = await rules.StartHostAsync(Release);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(Release);
        await execution.TokenAsync("qa");

        await Refused.AsAsync(ErrorCode.PermissionDenied, () => AnswerAsync(host.As("bob"), Verb.Approve, execution.Id, "unknown"));
        await Refused.AsAsync(ErrorCode.ActionNotFound, () => AnswerAsync(host.As("ada"), Verb.Approve, execution.Id, "unknown"));
    }

    private static Task<Receipt> AnswerAsync(IOrchestrator orchestrator, Verb verb, ExecutionId execution, string token) =>
        verb == Verb.Approve ? orchestrator.ApproveAsync(execution, new ApproveRequest(token)) : orchestrator.RejectAsync(execution, new RejectRequest(token));
}
