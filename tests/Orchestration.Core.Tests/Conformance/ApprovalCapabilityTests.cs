using Orchestration.Permissions;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Capabilities around approvals and reapplications.</summary>
public sealed class ApprovalCapabilityTests
{
    private static readonly Dictionary<string, Situation> All = new()
    {
        ["asked"] = new(ExecutionMode.Parallel, "build: qa ops a, b; deploy: d", trial => trial.ReachedAsync("a")),
        ["one given"] = new(ExecutionMode.Parallel, "build: qa ops, b", async trial => await trial.ApproveAsync("qa")),
        ["all given"] = new(ExecutionMode.Queue, "build: qa ops, b", async trial =>
        {
            await trial.ApproveAsync("qa");
            await trial.ApproveAsync("ops");
        }),
        ["rejected beside a running one"] = new(ExecutionMode.Parallel, "build: qa a, b", async trial => await trial.RejectAsync("qa")),
        ["rejected"] = new(ExecutionMode.Queue, "build: qa; deploy: d", async trial => await trial.RejectAsync("qa")),
        ["expired"] = new(ExecutionMode.Queue, "build: qa; deploy: d", trial => trial.Host.AdvanceAsync(TimeSpan.FromDays(7))),
        ["waiting stop"] = new(ExecutionMode.Parallel, "build: qa ops, b", trial => trial.StopAsync()),
        ["waiting stop, one given"] = new(ExecutionMode.Parallel, "build: qa ops, b", async trial =>
        {
            await trial.StopAsync();
            await trial.ApproveAsync("ops");
        }),
        ["stopped"] = new(ExecutionMode.Parallel, "build: qa, b", trial => trial.StopAsync(StopMode.Abandon)),
        ["asked again"] = new(ExecutionMode.Parallel, "build: qa ops, b", async trial =>
        {
            await trial.RejectAsync("qa");
            await trial.RejectAsync("ops");
            await trial.Execution.WaitAsync();
            await trial.Execution.RetryStageAsync("build");
            await trial.TokenAsync("ops");
        }),
        ["reused"] = new(ExecutionMode.Parallel, "build: qa; deploy: ops", async trial =>
        {
            await trial.ApproveAsync("qa");
            await trial.RejectAsync("ops");
            await trial.Execution.WaitAsync();
            await trial.ContinueAsync("deploy");
            await trial.TokenAsync("ops");
        }),
        ["succeeded"] = new(ExecutionMode.Queue, "build: qa; deploy: d", trial => FinishAsync(trial)),
        ["definition edited"] = new(ExecutionMode.Queue, "build: qa; deploy: d", async trial =>
        {
            await FinishAsync(trial);
            await trial.CrashAndRestartAsync(builder => builder.AddPipeline(trial.Edited()));
        }),
        ["definition missing"] = new(ExecutionMode.Queue, "build: qa, b; deploy: d", async trial =>
        {
            await trial.TokenAsync("qa");
            await trial.CrashAndRestartAsync(_ => { });
        }),
        ["reapplied"] = new(ExecutionMode.Queue, "build: qa; deploy: d", async trial =>
        {
            await FinishAsync(trial);
            await (await trial.Execution.ReapplyAsync("deploy")).WaitAsync();
        }),
        ["overtaken"] = new(ExecutionMode.Queue, "build: a; deploy: qa", async trial =>
        {
            trial.Open("a");
            await trial.RejectAsync("qa");
            await trial.Execution.WaitAsync();
            await (await trial.StartAgainAsync()).TokenAsync("qa");
        }),
    };

    public static TheoryData<string> Situations { get; } = [.. All.Keys];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Each_verb_answers_what_its_capability_says(string situation) => CapabilityRules.CheckAsync(async () =>
    {
        Situation wanted = All[situation];
        TrialSetup setup = ApprovalProbe.Setup("qa", "ops");
        setup.Define = define => define.Mode(wanted.Mode);
        Trial trial = await Trial.StartAsync(wanted.Sketch, setup);
        await wanted.Arrange(trial);
        await trial.Host.IdleAsync();
        return trial;
    });

    [Fact]
    public async Task Approve_and_reject_are_listed_for_each_asking_with_stage_and_action()
    {
        await Trial.RunAsync("build: qa ops; deploy: d", ApprovalProbe.Setup("qa", "ops"), async trial =>
        {
            await trial.ApproveAsync("ops");
            Capabilities told = await trial.Execution.GetCapabilitiesAsync();
            Assert.Equal(
                [
                    (Verb.Approve, "build", "qa", null), (Verb.Reject, "build", "qa", null),
                    (Verb.Approve, "build", "ops", ErrorCode.ApprovalClosed), (Verb.Reject, "build", "ops", ErrorCode.ApprovalClosed),
                ],
                told.Verbs.Where(one => one.Verb is Verb.Approve or Verb.Reject).Select(one => (one.Verb, one.Stage, one.Action, one.Refusal)));
        });
    }

    [Fact]
    public async Task A_permission_is_asked_for_the_action_that_a_verb_addresses()
    {
        TrialSetup setup = ApprovalProbe.Setup("qa", "ops");
        setup.Configure = builder => builder.UsePermissions<OnlyQaIsOpen>();
        await Trial.RunAsync("build: qa ops", setup, async trial =>
        {
            await trial.TokenAsync("qa");
            string ops = await trial.TokenAsync("ops");
            Capabilities told = await trial.Execution.GetCapabilitiesAsync();
            Assert.True(told[Verb.Approve, action: "qa"].IsAllowed);
            Assert.Equal(ErrorCode.PermissionDenied, told[Verb.Approve, action: "ops"].Refusal);
            await trial.RefusedAsync(ErrorCode.PermissionDenied, execution => execution.ApproveAsync(ops));
        });
    }

    private sealed class OnlyQaIsOpen : IPermissionEvaluator
    {
        public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(request.Permission != Permission.Approve || request.Action == "qa");
    }

    private static async Task FinishAsync(Trial trial)
    {
        trial.Open("d");
        await trial.ApproveAsync("qa");
        await trial.Execution.WaitAsync();
    }

    private sealed record Situation(ExecutionMode Mode, string Sketch, Func<Trial, Task> Arrange);
}
