using Orchestration.Permissions;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Refused and denied commands have a log of their own.</summary>
public sealed class AuditTests
{
    private static readonly Pipeline TwoStages = Scenario.Gated("one: a; two: b");

    [Fact]
    public async Task A_refusal_is_kept_with_everything_that_was_asked_and_not_in_the_history()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        Guid id = Guid.NewGuid();
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        AbortRequest request = new() { Stage = "two", Reason = "wrong tag", CommandId = id };
        await Refused.AsAsync(ErrorCode.NotStoppable, execution, "Failed", () => host.As("alice").AbortAsync(execution.Id, request));

        AuditEntry entry = Assert.Single(await host.Orchestrator.ReadAuditAsync());
        Assert.Equal(
            new AuditEntry
            {
                Position = entry.Position,
                At = host.Time.GetUtcNow(),
                Actor = "alice",
                Verb = Verb.Abort,
                Pipeline = "release",
                Execution = execution.Id,
                Stage = "two",
                Code = ErrorCode.NotStoppable,
                Reason = "wrong tag",
                CommandId = id,
            },
            entry);
        Assert.Null(await host.Orchestrator.FindReceiptAsync(id));
    }

    [Fact]
    public async Task Questions_that_are_refused_are_kept_only_if_they_were_denied()
    {
        PermissionRules rules = new() { Allow = PermissionRules.Only("bob") };
        await using OrchestrationTestHost host = await rules.StartHostAsync(TwoStages);
        ExecutionId unknown = new(Guid.NewGuid());

        await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => host.Orchestrator.GetAsync(unknown));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").GetAsync(unknown));
        await Refused.AsAsync(ErrorCode.DefinitionNotFound, () => host.Orchestrator.StartAsync(new StartRequest("unknown")));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").StartAsync(new StartRequest("unknown")));

        Assert.Equal(
            [(Verb.Start, ErrorCode.PermissionDenied), (Verb.Start, ErrorCode.DefinitionNotFound), (Verb.Get, ErrorCode.PermissionDenied)],
            (await host.Orchestrator.ReadAuditAsync()).Select(entry => (entry.Verb, entry.Code)));
    }

    [Fact]
    public async Task Refusals_of_one_caller_are_limited_in_rate_and_the_rest_is_counted()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(builder =>
        {
            builder.Services.AddOrchestration(options => options.AuditedRefusalsPerMinute = 3);
            builder.AddPipeline(TwoStages);
        });
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        for (int time = 0; time < 10; time++)
        {
            await Refused.AsAsync(ErrorCode.NotStoppable, () => host.As("alice").StopAsync(execution.Id, new StopRequest()));
        }

        await Refused.AsAsync(ErrorCode.NotStoppable, () => host.As("bob").StopAsync(execution.Id, new StopRequest()));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Refused.AsAsync(ErrorCode.NotStoppable, () => host.As("alice").StopAsync(execution.Id, new StopRequest()));
        await Refused.AsAsync(ErrorCode.NotStoppable, () => host.As("alice").StopAsync(execution.Id, new StopRequest()));

        Assert.Equal(
            [("alice", 0), ("alice", 7), ("bob", 0), ("alice", 0), ("alice", 0), ("alice", 0)],
            (await host.Orchestrator.ReadAuditAsync()).Select(entry => (entry.Actor, entry.Suppressed)));
    }

    [Fact]
    public async Task The_audit_is_read_newest_first_in_pages_by_who_may_view_everything()
    {
        PermissionRules rules = new();
        await using OrchestrationTestHost host = await rules.StartHostAsync(TwoStages);
        for (int number = 1; number <= 5; number++)
        {
            StartRequest request = new("unknown") { Reason = $"{number}" };
            await Refused.AsAsync(ErrorCode.DefinitionNotFound, () => host.Orchestrator.StartAsync(request));
        }

        IReadOnlyList<AuditEntry> first = await host.Orchestrator.ReadAuditAsync(limit: 2);
        IReadOnlyList<AuditEntry> second = await host.Orchestrator.ReadAuditAsync(limit: 2, before: first[^1].Position);
        Assert.Equal(["5", "4", "3", "2"], first.Concat(second).Select(entry => entry.Reason));

        foreach (int limit in new[] { 0, -1, 1_001 })
        {
            await Refused.AsAsync(ErrorCode.InvalidRequest, () => host.Orchestrator.ReadAuditAsync(limit));
        }

        rules.Allow = request => request.Pipeline == "release";
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.Orchestrator.ReadAuditAsync());
        PermissionRequest asked = rules.Asked.Last();
        Assert.Equal((Permission.View, null, null), (asked.Permission, asked.Pipeline, asked.Execution));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(100_000)]
    public async Task A_reason_has_at_most_200_characters_in_the_audit_too(int length)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        ErrorCode expected = length > 200 ? ErrorCode.InvalidRequest : ErrorCode.NotStoppable;
        string reason = new('x', length);

        await Refused.AsAsync(expected, () => execution.StopAsync(reason: reason));
        Assert.Equal(200, Assert.Single(await host.Orchestrator.ReadAuditAsync()).Reason?.Length);

        await Refused.AsAsync(expected, () => execution.AbortAsync(reason: reason));
        if (length > 200)
        {
            await Refused.AsAsync(expected, () => execution.RetryStageAsync("two", reason: reason));
            await Refused.AsAsync(expected, () => execution.ResumeAsync("two", reason: reason));
            await Refused.AsAsync(expected, () => host.Orchestrator.StartAsync(new StartRequest("release") { Reason = reason }));
        }
    }
}
