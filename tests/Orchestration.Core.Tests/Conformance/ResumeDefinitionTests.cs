using System.Text.Json;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Nothing changes on a resume: neither the input nor the definition.</summary>
public sealed class ResumeDefinitionTests
{
    public sealed record Release(string Version, int Copies);

    private static readonly Pipeline<Release> WithInput = Pipeline.Define<Release>("release", define =>
    {
        define.Stage("one").Action("a", Scenario.PassGateAsync);
        define.Stage("two").Action("b", Scenario.PassGateAsync);
    });

    [Fact]
    public async Task HR_12_Another_input_is_refused()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(WithInput);
        ExecutionHandle execution = await FailAsync(host);

        await Refused.AsAsync(
            ErrorCode.InputsImmutable, execution, null, () => execution.ResumeAsync(new ResumeRequest("two") { Input = new Release("1.4.2", 3) }));
        await Refused.AsAsync(
            ErrorCode.InvalidRequest, execution, null, () => execution.ResumeAsync(new ResumeRequest("two") { Input = "1.4.2" }));
    }

    [Theory]
    [InlineData("""{"version":"1.4.2","copies":2}""")]
    [InlineData("""{ "copies" : 2, "version" : "1.4\u002e2" }""")]
    [InlineData("""{ "Version": "1.4.2", "COPIES": 2, "unknown": 1 }""")]
    public async Task HR_13_The_same_input_again_is_accepted_however_it_is_written(string json)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(WithInput);
        ExecutionHandle execution = await FailAsync(host);
        host.Gates["b"].Open();
        using JsonDocument document = JsonDocument.Parse(json);

        ExecutionHandle next = await execution.ResumeAsync(new ResumeRequest("two") { Input = document.RootElement });

        Assert.StartsWith("Succeeded", await next.CloseAsync(), StringComparison.Ordinal);
        Assert.Equal((await execution.GetAsync()).Input, (await next.GetAsync()).Input);
    }

    [Fact]
    public async Task HR_13_The_same_object_again_is_accepted()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(WithInput);
        ExecutionHandle execution = await FailAsync(host);
        host.Gates["b"].Open();

        ExecutionHandle next = await execution.ResumeAsync(new ResumeRequest("two") { Input = new Release("1.4.2", 2) });
        Assert.StartsWith("Succeeded", await next.CloseAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_command_id_with_another_input_is_a_conflict()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(WithInput);
        ExecutionHandle execution = await FailAsync(host);
        ResumeRequest request = new("two") { CommandId = Guid.NewGuid() };
        await execution.ResumeAsync(request);

        await Refused.AsAsync(
            ErrorCode.Conflict, execution, null, () => execution.ResumeAsync(request with { Input = new Release("9.9.9", 2) }));
        await Refused.AsAsync(ErrorCode.Conflict, execution, null, () => execution.ResumeAsync(request with { FromStage = "one" }));
        Assert.Equal(request.CommandId, (await execution.ResumeAsync(request with { Input = new Release("1.4.2", 2) })).Id.Value);
    }

    [Theory]
    [InlineData("one: a; two: b; three: c", "added")]
    [InlineData("two: b", "removed")]
    [InlineData("two: b; one: a", "reordered")]
    [InlineData("one: a; second: b", "renamed")]
    [InlineData("one: a; two: b+c", "action added")]
    [InlineData("one: a; two: x", "action renamed")]
    public async Task HR_14_A_definition_that_changed_since_is_refused(string stages, string change)
    {
        Assert.NotEmpty(change);
        Pipeline before = Scenario.Gated("one: a; two: b");
        await AssertAfterRestartAsync(before, ErrorCode.DefinitionChanged, Scenario.Gated(stages));
    }

    [Fact]
    public async Task HR_14_Another_declared_version_or_policy_or_label_or_condition_is_a_change()
    {
        Pipeline before = Scenario.Gated("one: a; two: b");
        await AssertAfterRestartAsync(before, ErrorCode.DefinitionChanged, Scenario.Gated("one: a; two: b", more: define => define.Version("2")));
        await AssertAfterRestartAsync(before, ErrorCode.DefinitionChanged, Pipeline.Define("release", define =>
        {
            define.Stage("one").Action("a", Scenario.PassGateAsync);
            define.Stage("two").Action("b", Scenario.PassGateAsync, action => action.OnInterrupted(OnInterrupted.Fail));
        }));
        await AssertAfterRestartAsync(before, ErrorCode.DefinitionChanged, Pipeline.Define("release", define =>
        {
            define.Stage("one").Action("a", Scenario.PassGateAsync);
            define.Stage("two").When(_ => true).Action("b", Scenario.PassGateAsync);
        }));
    }

    [Fact]
    public async Task HR_14_The_newest_registered_version_is_compared_although_the_old_one_is_registered_too()
    {
        Pipeline before = Scenario.Gated("one: a; two: b");
        await AssertAfterRestartAsync(before, ErrorCode.DefinitionChanged, before, Scenario.Gated("one: a; two: b; three: c"));
    }

    [Fact]
    public async Task HR_17_A_definition_that_is_gone_is_refused()
    {
        Pipeline before = Scenario.Gated("one: a; two: b");
        await AssertAfterRestartAsync(before, ErrorCode.DefinitionNotFound, Scenario.Gated("one: a; two: b", name: "another"));
    }

    private static async Task<ExecutionHandle> FailAsync(OrchestrationTestHost host)
    {
        host.Gates["a"].Open();
        host.Gates["b"].Fail(new InvalidOperationException("It broke."));
        ExecutionHandle execution = await host.Orchestrator.StartAsync(WithInput, new Release("1.4.2", 2));
        await execution.CloseAsync();
        return execution;
    }

    private static async Task AssertAfterRestartAsync(Pipeline before, ErrorCode code, params Pipeline[] after)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(before);
        ExecutionHandle execution = await host.BringToAsync(before, ExecutionStatus.Failed);
        await host.StopAsync();
        await host.RestartAsync(builder =>
        {
            foreach (Pipeline pipeline in after)
            {
                builder.AddPipeline(pipeline);
            }
        });
        execution = host.GetHandle(execution.Id);

        await Refused.AsAsync(code, execution, null, () => execution.ResumeAsync("two"));

        Capabilities capabilities = await execution.GetCapabilitiesAsync();
        Assert.Equal(code, capabilities[Verb.Resume, stage: "two"].Refusal);
        Assert.Equal(code, capabilities[Verb.RetryStage, stage: "two"].Refusal);
    }
}
