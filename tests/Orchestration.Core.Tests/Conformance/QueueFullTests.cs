using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>In the mode Queue at most 50 executions wait; who comes then is refused at its start, and only there.</summary>
public sealed class QueueFullTests
{
    private const int Full = 50;

    [Fact]
    public Task The_fifty_first_that_would_wait_is_refused_and_leaves_nothing_but_the_audit() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(Full);
        int commits = trial.Recording.Commits.Count(commit => commit.Events.Count > 0);
        Guid id = trial.NextId();

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.QueueFull, () => trial.Host.As("alice").StartAsync(new StartRequest("release") { CommandId = id, Reason = "one more" }));

        Assert.Equal((Verb.Start, "release"), (refusal.Verb, refusal.Target?.Pipeline));
        AuditEntry entry = Assert.Single(await trial.Orchestrator.ReadAuditAsync());
        Assert.Equal(("alice", Verb.Start, "release", ErrorCode.QueueFull, "one more", id), (entry.Actor, entry.Verb, entry.Pipeline, entry.Code, entry.Reason, entry.CommandId!.Value));
        await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => trial.Host.GetHandle(new ExecutionId(id)).GetAsync());
        Assert.Null(await trial.Orchestrator.FindReceiptAsync(id));
        Assert.Equal(commits, trial.Recording.Commits.Count(commit => commit.Events.Count > 0));
        Assert.Equal(Full, (await trial.PipelineAsync())["build"].Waiting.Count);

        // The place that becomes free is the next one's, under the same command id if it likes.
        await trial[7].StopAsync();
        ExecutionHandle later = await trial.Host.As("alice").StartAsync(new StartRequest("release") { CommandId = id, Reason = "one more" });
        Assert.Equal(new ExecutionId(id), later.Id);
        await Refused.AsAsync(ErrorCode.QueueFull, () => trial.StartAsync());
    });

    [Fact]
    public Task A_start_repeated_in_a_full_queue_finds_its_execution() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(Full);

        ExecutionHandle again = await trial.Orchestrator.StartAsync(new StartRequest("release") { CommandId = Guid.Parse(trial[20].Id.ToString()) });

        Assert.Equal(trial[20].Id, again.Id);
        Assert.Empty(await trial.Orchestrator.ReadAuditAsync());
    });

    [Fact]
    public Task Who_waits_at_an_inner_gate_counts_and_nobody_is_refused_there() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.DisableGateAsync("deploy");
        for (int number = 1; number <= Full; number++)
        {
            await trial.StartAsync("a");
            trial.Open($"a{number}");
            await trial.WaitsAsync(number, "deploy");
        }

        await Refused.AsAsync(ErrorCode.QueueFull, () => trial.StartAsync());
        Assert.Equal(Full, (await trial.PipelineAsync())["deploy"].Waiting.Count);
        await trial[1].StopAsync();
        await trial.StartAsync("a");
        trial.Open($"a{trial.Count}");
        await trial.WaitsAsync(trial.Count, "deploy");
        await Refused.AsAsync(ErrorCode.QueueFull, () => trial.StartAsync());
        await trial.EnableGateAsync("deploy");
        await trial.ReachedAsync("b2");
    });

    [Fact]
    public Task Whoever_is_in_the_pipeline_already_waits_at_an_inner_gate_though_fifty_do() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync(Full);
        await trial.DisableGateAsync("deploy");

        trial.Open("a1");

        await trial.WaitsAsync(1, "deploy");
        await trial.ReachedAsync("a2");
        Assert.Equal(Full, (await trial.PipelineAsync()).Stages.Sum(stage => stage.Waiting.Count));
    });

    [Fact]
    public Task A_resume_and_a_retry_are_never_refused_for_a_full_queue() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        await trial[2].StopAsync();
        trial.Fail("a1");
        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.StartAsync("a");
        await trial.StartAsync(Full);

        await trial.ResumeAsync(1, "build");

        await trial.IsAsync(trial.Count, "Queued [build: Waiting (a=Pending); deploy: Pending (b=Pending)]");
        Assert.Equal(Full + 1, (await trial.PipelineAsync())["build"].Waiting.Count);
        trial.Fail("a3");
        await trial.ReachedAsync("a4");
        await Refused.AsAsync(ErrorCode.QueueFull, () => trial.StartAsync());
    });

    [Fact]
    public Task A_stage_that_is_free_lets_the_next_start_in_though_its_gate_holds_others_elsewhere() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync(Full);
        await Refused.AsAsync(ErrorCode.QueueFull, () => trial.StartAsync());

        await trial.EnableGateAsync("build");

        await trial.ReachedAsync("a1");
        await trial.StartAsync();
        Assert.Equal(Full, (await trial.PipelineAsync())["build"].Waiting.Count);
    });
}
