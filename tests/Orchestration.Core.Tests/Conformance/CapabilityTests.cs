using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Capabilities in every situation that a stop and a retry can lead to.</summary>
public sealed class CapabilityTests
{
    private const string Sketch = "build: z, a b, c; deploy: d; notify: e";

    public static TheoryData<string> Situations { get; } =
    [
        "running", "failed sibling", "waiting stop", "waiting stop after a failure", "cancelling stop", "waiting abort", "cancelling abort", "stage abort",
        "stopped", "stopped by abandoning", "aborted", "failed", "failed later", "stopped between stages", "succeeded", "retried", "retry running",
        "asked", "stopped while asked", "resumed", "the resumed one", "definition edited",
    ];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Each_verb_answers_what_its_capability_says(string situation) => CapabilityRules.CheckAsync(() => ArrangeAsync(situation));

    [Fact]
    public async Task Without_a_permission_the_capability_is_denied_whatever_else_it_would_meet()
    {
        TrialSetup setup = new() { Configure = builder => builder.UsePermissions<NobodyMayStop>() };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            Capabilities told = await trial.Execution.GetCapabilitiesAsync();
            Assert.All(told.Verbs.Where(one => one.Verb == Verb.Stop), one => Assert.Equal(ErrorCode.PermissionDenied, one.Refusal));
            Assert.Equal(ErrorCode.NotStoppable, told[Verb.Abort].Refusal);
            await trial.RefusedAsync(ErrorCode.PermissionDenied, execution => execution.StopAsync());
        });
    }

    private static async Task<Trial> ArrangeAsync(string situation)
    {
        TrialSetup setup = new();
        setup.Code["b"] = (trial, _, _) => trial.Gate("b").PassIgnoringCancellationAsync();
        bool asks = situation.Contains("asked", StringComparison.Ordinal);
        if (asks)
        {
            setup.When["deploy"] = async (trial, token) =>
            {
                await trial.Gate("when").PassAsync(token);
                return true;
            };
        }

        Trial trial = await Trial.StartAsync(Sketch, setup);
        trial.Open("z");
        await trial.ReachedAsync("a", "b");
        await (situation switch
        {
            "running" => Task.CompletedTask,
            "failed sibling" => FailAsync(trial, "a", "a=Failed"),
            "waiting stop" => trial.StopAsync(),
            "waiting stop after a failure" => ThenAsync(FailAsync(trial, "a", "a=Failed"), () => trial.StopAsync()),
            "cancelling stop" => ThenAsync(trial.StopAsync(StopMode.Cancel), () => SeenAsync(trial, "a=Aborted")),
            "waiting abort" => AbortAsync(trial, StopMode.Wait, stage: null),
            "cancelling abort" => ThenAsync(AbortAsync(trial, StopMode.Cancel, stage: null), () => SeenAsync(trial, "a=Aborted")),
            "stage abort" => AbortAsync(trial, StopMode.Wait, "build"),
            "stopped" => ThenAsync(trial.StopAsync(), () => CloseAsync(trial, "a", "b")),
            "stopped by abandoning" => ThenAsync(trial.StopAsync(StopMode.Abandon), () => CloseAsync(trial)),
            "aborted" => ThenAsync(AbortAsync(trial, StopMode.Abandon, stage: null), () => CloseAsync(trial)),
            "failed" => ThenAsync(FailAsync(trial, "a", "a=Failed"), () => CloseAsync(trial, "b")),
            "failed later" => FailLaterAsync(trial),
            "stopped between stages" => ThenAsync(OpenAsync(trial, "d", "a", "b", "c"), () => ThenAsync(trial.StopAsync(), () => CloseAsync(trial, "d"))),
            "succeeded" => CloseAsync(trial, "a", "b", "c", "d", "e"),
            "retried" => ThenAsync(FailLaterAsync(trial), () => RetryAsync(trial, "deploy", "d", "e")),
            "retry running" => ThenAsync(ThenAsync(trial.StopAsync(StopMode.Abandon), () => CloseAsync(trial)), () => trial.Execution.RetryStageAsync("build")),
            "asked" => OpenAsync(trial, "when", "a", "b", "c"),
            "stopped while asked" => ThenAsync(OpenAsync(trial, "when", "a", "b", "c"), () => ThenAsync(trial.StopAsync(), () => CloseAsync(trial))),
            "resumed" => ThenAsync(FailLaterAsync(trial), () => trial.Execution.ResumeAsync("deploy")),
            "the resumed one" => ThenAsync(FailLaterAsync(trial), () => ThenAsync(trial.ContinueAsync("build"), () => CloseAsync(trial))),
            "definition edited" => ThenAsync(FailLaterAsync(trial), () => trial.CrashAndRestartAsync(builder => builder.AddPipeline(trial.Edited()))),
            _ => throw new ArgumentException(situation, nameof(situation)),
        }).WithinAsync(trial.Host.Describe);
        await trial.Host.IdleAsync();
        return trial;
    }

    private static async Task ThenAsync(Task first, Func<Task> second)
    {
        await first;
        await second();
    }

    private static Task<ExecutionSnapshot> FailAsync(Trial trial, string action, string seen)
    {
        trial.Fail(action);
        return SeenAsync(trial, seen);
    }

    private static Task<ExecutionSnapshot> SeenAsync(Trial trial, string part) =>
        trial.Execution.UntilAsync(snapshot => snapshot.Describe().Contains(part, StringComparison.Ordinal));

    private static async Task FailLaterAsync(Trial trial)
    {
        trial.Fail("d");
        await CloseAsync(trial, "a", "b", "c");
    }

    private static async Task AbortAsync(Trial trial, StopMode mode, string? stage)
    {
        Receipt receipt = await trial.Execution.AbortAsync(new AbortRequest { Mode = mode, Stage = stage });
        await receipt.EffectiveAsync();
    }

    private static Task OpenAsync(Trial trial, string reached, params string[] gates)
    {
        trial.Open(gates);
        return trial.ReachedAsync(reached);
    }

    private static Task<ExecutionSummary> CloseAsync(Trial trial, params string[] gates)
    {
        trial.Open(gates);
        return trial.Execution.WaitAsync();
    }

    private static async Task RetryAsync(Trial trial, string stage, params string[] gates)
    {
        trial.Open(gates);
        await trial.Execution.RetryStageAsync(stage);
        await trial.Execution.WaitAsync();
    }

    private sealed class NobodyMayStop : IPermissionEvaluator
    {
        public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(request.Permission != Permission.Stop);
    }
}
