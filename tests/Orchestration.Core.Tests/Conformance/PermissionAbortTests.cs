using Orchestration.Permissions;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Harness's separate permission to abort.</summary>
public sealed class PermissionAbortTests
{
    private static readonly Pipeline TwoStages = Scenario.Gated("one: a; two: b");

    [Theory]
    [InlineData(null)]
    [InlineData("one")]
    public async Task HA_31_Where_it_is_separate_the_permission_to_abort_is_enough_at_every_level(string? stage)
    {
        PermissionRules rules = new() { Allow = PermissionRules.Only("bob", Permission.Abort) };
        await using OrchestrationTestHost host = await rules.StartHostAsync(TwoStages, options => options.SeparateAbortPermission = true);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");

        Receipt receipt = await host.As("bob").AbortAsync(execution.Id, new AbortRequest { Stage = stage, Mode = StopMode.Cancel });
        await receipt.SettledAsync().WithinAsync(host.Describe);

        Assert.Equal(ExecutionStatus.Aborted, (await execution.GetAsync()).Status);
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").GetAsync(execution.Id));
        await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").StopAsync(execution.Id, new StopRequest()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("one")]
    public async Task HA_32_Where_it_is_separate_the_permission_to_execute_is_not_enough(string? stage)
    {
        PermissionRules rules = new() { Allow = PermissionRules.Only("bob", Permission.Execute, Permission.Stop, Permission.View) };
        await using OrchestrationTestHost host = await rules.StartHostAsync(TwoStages, options => options.SeparateAbortPermission = true);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.PermissionDenied, execution, null, () => host.As("bob").AbortAsync(execution.Id, new AbortRequest { Stage = stage }));

        Assert.Equal(stage, refusal.Target?.Stage);
        Assert.Equal(ExecutionStatus.Running, (await execution.GetAsync()).Status);
        Capabilities capabilities = await host.As("bob").GetCapabilitiesAsync(execution.Id);
        Assert.Equal(ErrorCode.PermissionDenied, capabilities[Verb.Abort, StopMode.Wait, stage].Refusal);
        Assert.True(capabilities[Verb.Stop, StopMode.Wait].IsAllowed);
    }

    [Fact]
    public async Task HA_33_Where_it_is_not_separate_the_permission_to_execute_is_enough()
    {
        PermissionRules rules = new() { Allow = PermissionRules.Only("bob", Permission.Execute) };
        await using OrchestrationTestHost host = await rules.StartHostAsync(TwoStages);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");

        await host.As("bob").AbortAsync(execution.Id, new AbortRequest());

        Assert.Equal(Permission.Execute, rules.Asked.Last().Permission);
        rules.Allow = PermissionRules.Only("bob", Permission.Abort, Permission.Stop, Permission.View);
        await Refused.AsAsync(
            ErrorCode.PermissionDenied, () => host.As("bob").AbortAsync(execution.Id, new AbortRequest { Mode = StopMode.Abandon }));
    }
}
