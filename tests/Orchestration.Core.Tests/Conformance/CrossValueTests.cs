using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Inputs and outputs.</summary>
public sealed class CrossValueTests
{
    public sealed record Artifact(string Name, int Size);

    public sealed class Loop
    {
        public Loop Self => this;
    }

    public sealed class Measure : IAction<string, Artifact>
    {
        public Task<Artifact> ExecuteAsync(string input, ActionContext context, CancellationToken cancellationToken) =>
            Task.FromResult(new Artifact(input, input.Length));
    }

    [Fact]
    public async Task Inputs_and_outputs_go_by_reference_from_action_to_action()
    {
        List<string> seen = [];
        Pipeline<string> pipeline = Pipeline.Define<string>("release", define =>
        {
            StageBuilder build = define.Stage("build");
            ActionRef<Artifact> measured = build.Action<Measure, string, Artifact>("measure", define.Input);
            ActionRef<string?> nothing = build.Action("nothing", (_, _) => Task.FromResult<string?>(null));
            define.Stage("use").When(context => context.Output(measured).Size == 5 && context.Input<string>() == "hello").Action("use", (context, _) =>
            {
                seen.Add($"{context.Output(measured)} {context.Output(nothing) ?? "null"} {context.Input<string>()}");
                return Task.CompletedTask;
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline, "hello");

        Assert.Equal("Succeeded [build: Succeeded (measure=Succeeded, nothing=Succeeded); use: Succeeded (use=Succeeded)]", await execution.CloseAsync());
        Assert.Equal([$"{new Artifact("hello", 5)} null hello"], seen);
        Assert.Equal("""{"name":"hello","size":5}""", (await execution.GetAsync())["build"]["measure"].Output?.ToString());
    }

    [Fact]
    public async Task The_output_of_an_action_that_has_none_is_missing()
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            StageBuilder one = define.Stage("one");
            ActionRef<string> skipped = one.Action("skipped", (_, _) => Task.FromResult("never"), action => action.When(_ => false));
            one.Action("reads", (context, _) => Task.FromResult(context.Output(skipped)));
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        Assert.Equal("Failed [one: Failed (skipped=Skipped, reads=Failed)]", await execution.CloseAsync());
        Failure? failure = (await execution.GetAsync())["one"]["reads"].Failure;
        Assert.Equal(typeof(OrchestrationException).FullName, failure?.Type);
        Assert.Contains("OutputMissing", failure?.Details + failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parallel_sibling_and_a_later_action_have_no_output_to_read_however_far_they_are()
    {
        List<ErrorCode> codes = [];
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            ActionRef<string>? sibling = null;
            ActionRef<string>? later = null;
            define.Stage("one").Parallel(group =>
            {
                sibling = group.Action("quick", (_, _) => Task.FromResult("done"));
                group.Action("reads", async (context, token) =>
                {
                    await Scenario.PassGateAsync(context, token);
                    codes.Add(Assert.Throws<OrchestrationException>(() => context.Output(sibling)).Code);
                    codes.Add(Assert.Throws<OrchestrationException>(() => context.Output(later!)).Code);
                });
            });
            later = define.Stage("two").Action("later", (_, _) => Task.FromResult("done"));
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await execution.UntilAsync(snapshot => snapshot["one"]["quick"].Status == ActionStatus.Succeeded);
        host.Gates["reads"].Open();

        Assert.StartsWith("Succeeded", await execution.CloseAsync(), StringComparison.Ordinal);
        Assert.Equal([ErrorCode.OutputMissing, ErrorCode.OutputMissing], codes);
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_fails_its_action()
    {
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", (_, _) => Task.FromResult(new Loop())));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        Assert.Equal("Failed [one: Failed (a=Failed)]", await execution.CloseAsync());
        Assert.Equal(typeof(JsonException).FullName, (await execution.GetAsync())["one"]["a"].Failure?.Type);
    }

    [Fact]
    public async Task Inputs_of_the_wrong_type_are_refused()
    {
        Pipeline<Artifact> typed = Pipeline.Define<Artifact>("typed", define => define.Stage("one").Action("a", Scenario.PassGateAsync));
        Pipeline<Loop> loop = Pipeline.Define<Loop>("loop", define => define.Stage("one").Action("a", Scenario.PassGateAsync));
        Pipeline none = Scenario.Gated("one: a", name: "none");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(typed, loop, none);
        using JsonDocument number = JsonDocument.Parse("1");
        using JsonDocument nothing = JsonDocument.Parse("null");
        (string Pipeline, object? Input)[] wrong =
        [
            ("typed", null), ("typed", "text"), ("typed", 1), ("typed", number.RootElement), ("typed", nothing.RootElement), ("typed", default(JsonElement)),
            ("none", "text"), ("none", number.RootElement), ("loop", new Loop()),
        ];
        foreach ((string pipeline, object? input) in wrong)
        {
            OrchestrationException refusal = await Refused.AsAsync(
                ErrorCode.InvalidRequest, () => host.Orchestrator.StartAsync(new StartRequest(pipeline) { Input = input }));
            Assert.Equal((Verb.Start, pipeline), (refusal.Verb, refusal.Target?.Pipeline));
        }

        Assert.Empty((await host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
    }

    [Fact]
    public async Task Reading_an_input_as_another_type_or_where_there_is_none_is_refused()
    {
        List<ErrorCode> codes = [];
        Pipeline none = Pipeline.Define("none", define => define.Stage("one").Action("a", (context, _) =>
        {
            codes.Add(Assert.Throws<OrchestrationException>(context.Input<string>).Code);
            return Task.CompletedTask;
        }));
        Pipeline<Artifact> typed = Pipeline.Define<Artifact>("typed", define => define.Stage("one").Action("a", (context, _) =>
        {
            codes.Add(Assert.Throws<OrchestrationException>(context.Input<string>).Code);
            return Task.CompletedTask;
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(none, typed);
        await (await host.Orchestrator.StartAsync(none)).CloseAsync();
        await (await host.Orchestrator.StartAsync(typed, new Artifact("x", 1))).CloseAsync();

        Assert.Equal([ErrorCode.InvalidRequest, ErrorCode.InvalidRequest], codes);
    }

    [Fact]
    public async Task Types_without_type_information_are_a_definition_error_that_lists_them_all()
    {
        Pipeline<Artifact> pipeline = Pipeline.Define<Artifact>("release", define =>
        {
            define.Stage("one").Action("a", (_, _) => Task.FromResult(new Loop()));
            define.Stage("two").Action("b", (_, _) => Task.FromResult(1));
        });
        DefinitionException error = await Assert.ThrowsAsync<DefinitionException>(() => OrchestrationTestHost.StartAsync(builder =>
        {
            builder.Services.AddOrchestration(options => options.Json = new JsonSerializerOptions
            {
                TypeInfoResolver = JsonTypeInfoResolver.Combine(),
            });
            builder.AddPipeline(pipeline);
        }));

        Assert.Equal(("release", 3), (error.Pipeline, error.Errors.Count));
        Assert.Contains(error.Errors, text => text.Contains(nameof(Artifact), StringComparison.Ordinal));
        Assert.Contains(error.Errors, text => text.Contains(nameof(Loop), StringComparison.Ordinal));
        Assert.Contains(error.Errors, text => text.Contains(nameof(Int32), StringComparison.Ordinal));
    }
}
