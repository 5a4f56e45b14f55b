using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Closed is final, and a refused command changes nothing.</summary>
public sealed class CrossFinalTests
{
    private static readonly Pipeline TwoStages = Scenario.Gated("one: a; two: b");

    public static TheoryData<ExecutionStatus, string> Pairs()
    {
        TheoryData<ExecutionStatus, string> pairs = [];
        foreach (ExecutionStatus status in new[] { ExecutionStatus.Succeeded, ExecutionStatus.Failed, ExecutionStatus.Stopped, ExecutionStatus.Aborted })
        {
            foreach (string command in Commands.Keys)
            {
                pairs.Add(status, command);
            }
        }

        return pairs;
    }

    private static Dictionary<string, Func<ExecutionHandle, Task>> Commands { get; } = new()
    {
        ["stop"] = execution => execution.StopAsync(),
        ["stop cancel"] = execution => execution.StopAsync(StopMode.Cancel),
        ["stop abandon"] = execution => execution.StopAsync(StopMode.Abandon),
        ["stop existing"] = execution => execution.StopAsync(new StopRequest { Mode = StopMode.Abandon, OnDuplicate = OnDuplicate.ReturnExisting }),
        ["abort"] = execution => execution.AbortAsync(),
        ["abort abandon"] = execution => execution.AbortAsync(StopMode.Abandon),
        ["abort existing"] = execution => execution.AbortAsync(new AbortRequest { OnDuplicate = OnDuplicate.ReturnExisting }),
        ["abort one"] = execution => execution.AbortStageAsync("one"),
        ["abort two"] = execution => execution.AbortStageAsync("two", StopMode.Abandon),
        ["retry one"] = execution => execution.RetryStageAsync("one"),
        ["retry unknown"] = execution => execution.RetryStageAsync("three"),
        ["resume unknown"] = execution => execution.ResumeAsync("three"),
        ["preview"] = execution => execution.PreviewAsync(new StopRequest()),
        ["capabilities"] = execution => execution.GetCapabilitiesAsync(),
        ["long reason"] = execution => execution.StopAsync(reason: new string('x', 201)),
        ["old version"] = execution => execution.RetryStageAsync(new RetryStageRequest("two") { ExpectedVersion = 1 }),
        ["negative grace"] = execution => execution.AbortAsync(new AbortRequest { Grace = TimeSpan.FromTicks(-1) }),
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task XC_01_XC_07_No_command_changes_a_closed_execution(ExecutionStatus status, string command)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, status);
        IReadOnlyList<ExecutionEvent> before = await execution.EventsAsync();
        ExecutionSummary summary = (await execution.GetAsync()).Summary;

        try
        {
            await Commands[command](execution).WithinAsync(host.Describe);
        }
        catch (OrchestrationException refusal)
        {
            Assert.NotNull(refusal.Verb);
            Assert.Equal(execution.Id, refusal.Target?.Execution);
        }

        Assert.Equal(before.Count, (await execution.EventsAsync()).Count);
        ExecutionSummary after = (await execution.GetAsync()).Summary;
        Assert.Equal((summary.Status, summary.ClosedAt, summary.IsLatest), (after.Status, after.ClosedAt, after.IsLatest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task XC_01_A_late_result_of_an_orphan_changes_no_status_and_publishes_nothing(bool isSuccess)
    {
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", async (context, _) =>
        {
            await Scenario.PassGateAsync(context, CancellationToken.None);
            return "late";
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        await (await execution.AbortAsync(StopMode.Abandon)).SettledAsync().WithinAsync(host.Describe);
        if (isSuccess)
        {
            host.Gates["a"].Open();
        }
        else
        {
            host.Gates["a"].Fail(new InvalidOperationException("It broke."));
        }

        ExecutionSnapshot snapshot = await execution.OrphansReturnedAsync().WithinAsync(host.Describe);

        Assert.Equal("Aborted [one: Aborted (a=Abandoned)]", snapshot.Describe());
        Assert.Null(snapshot["one"]["a"].Output);
        Assert.Null(snapshot["one"]["a"].Failure);
        Assert.Equal(isSuccess ? null : "It broke.", Assert.Single(snapshot.Orphans).Failure?.Message);
        CrossHistory.Check(execution.Id, await execution.EventsAsync());
    }

    [Fact]
    public async Task XC_08_Every_refusal_under_an_intent_names_it_and_what_would_be_allowed()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Stopping);
        Guid intent = (await execution.GetAsync()).Commands[^1].Id;
        (ErrorCode Code, Verb Verb, string Status, Func<Task> Call)[] refused =
        [
            (ErrorCode.AlreadyStopping, Verb.Stop, "Stopping", () => execution.StopAsync()),
            (ErrorCode.NotStoppable, Verb.Abort, "Succeeded", () => execution.AbortStageAsync("one")),
            (ErrorCode.StageNotRetryable, Verb.RetryStage, "Stopping", () => execution.RetryStageAsync("two")),
            (ErrorCode.NotResumable, Verb.Resume, "Stopping", () => execution.ResumeAsync("two")),
        ];
        foreach ((ErrorCode code, Verb verb, string status, Func<Task> call) in refused)
        {
            OrchestrationException refusal = await Refused.AsAsync(code, execution, status, call);
            Assert.Equal((verb, intent), (refusal.Verb, refusal.IntentInForce));
            Assert.Equal("release", refusal.Target?.Pipeline);
            Assert.NotEmpty(refusal.AllowedStatuses);
            Assert.DoesNotContain(status, code == ErrorCode.AlreadyStopping ? [] : refusal.AllowedStatuses);
        }
    }
}
