using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Command ids make repetitions harmless; expected versions make surprises impossible.</summary>
public sealed class CommandIdTests
{
    private static readonly Guid Id = new("0198f000-0000-7000-8000-000000000001");

    [Fact]
    public Task The_same_stop_again_returns_the_same_receipt_with_one_effect() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        StopRequest request = new() { CommandId = Id, Reason = "wrong tag", Deadline = TimeSpan.FromHours(1), Grace = TimeSpan.FromSeconds(1) };
        Receipt first = await trial.StopAsync(request);
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Receipt second = await trial.StopAsync(request);

        Assert.Equal((Id, Id, first.Command.AcceptedAt), (first.CommandId, second.CommandId, second.Command.AcceptedAt));
        Assert.Single(await trial.EventsAsync<StopRequested>());
        trial.Open("a");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
        Receipt late = await trial.StopAsync(request);
        Assert.Equal((ExecutionStatus.Stopped, true), (late.Status, late.HasEffect));
        Assert.Equal(["build/a"], (await late.SettledAsync().WithinAsync(trial.Host.Describe)).Finished);
        await trial.CrashAndRestartAsync();
        Assert.Equal(Id, (await trial.StopAsync(request)).CommandId);
        Assert.Single(await trial.EventsAsync<StopRequested>());
    });

    [Fact]
    public Task The_same_abort_of_a_stage_again_returns_the_same_receipt_after_the_close_too() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        AbortRequest request = new() { CommandId = Id, Stage = "build", Mode = StopMode.Abandon };
        Receipt first = await trial.Execution.AbortAsync(request);
        await first.SettledAsync().WithinAsync(trial.Host.Describe);

        Receipt second = await trial.Execution.AbortAsync(request);

        Assert.Equal((Id, true), (second.CommandId, second.HasEffect));
        Assert.Single(await trial.EventsAsync<StopRequested>());
    });

    [Fact]
    public Task The_same_retry_again_returns_the_same_receipt_with_one_effect() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        RetryStageRequest request = new("build") { CommandId = Id };
        await trial.Execution.RetryStageAsync(request);
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");

        Receipt second = await trial.Execution.RetryStageAsync(request);

        Assert.Equal(Id, second.CommandId);
        Assert.Single(await trial.EventsAsync<StageRetryRequested>());
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
    });

    [Fact]
    public Task The_same_id_with_other_content_is_a_conflict() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(new StopRequest { CommandId = Id, Reason = "wrong tag" });
        StopRequest[] others =
        [
            new() { CommandId = Id, Reason = "other" },
            new() { CommandId = Id, Reason = "wrong tag", Mode = StopMode.Abandon },
            new() { CommandId = Id, Reason = "wrong tag", Deadline = TimeSpan.FromHours(1) },
            new() { CommandId = Id, Reason = "wrong tag", Grace = TimeSpan.FromHours(1) },
        ];

        foreach (StopRequest other in others)
        {
            await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(other));
        }

        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.AbortAsync(new AbortRequest { CommandId = Id, Reason = "wrong tag" }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.RetryStageAsync(new RetryStageRequest("build") { CommandId = Id }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(new StopRequest { CommandId = trial.Execution.Id.Value }));
        await trial.IsAsync("Stopping [build: Stopping (a=Running)]");
    });

    [Fact]
    public Task The_id_of_another_executions_command_is_a_conflict() => Trial.RunAsync("build: a", async trial =>
    {
        ExecutionHandle other = await trial.StartAgainAsync();
        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await other.StopAsync(new StopRequest { CommandId = Id });

        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(new StopRequest { CommandId = Id }));

        await trial.IsAsync("Running [build: Running (a=Running)]");
        Assert.Equal(other.Id, (await trial.Orchestrator.FindReceiptAsync(Id))!.Execution);
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public Task A_command_for_another_version_is_a_conflict() => Trial.RunAsync("build: a b", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        long version = (await trial.Execution.GetAsync()).Version;
        trial.Open("b");
        await trial.UntilAsync("Running [build: Running (a=Running, b=Succeeded)]");

        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(new StopRequest { ExpectedVersion = version }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.RetryStageAsync(new RetryStageRequest("build") { ExpectedVersion = version }));

        long now = (await trial.Execution.GetAsync()).Version;
        StopRequest current = new() { ExpectedVersion = now, CommandId = Id };
        await trial.StopAsync(current);
        Assert.Equal(Id, (await trial.StopAsync(current)).CommandId);
    });

    [Fact]
    public Task A_tolerant_caller_gets_the_receipt_in_force_or_one_without_effect() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt first = await trial.StopAsync();
        StopRequest tolerant = new() { OnDuplicate = OnDuplicate.ReturnExisting };

        Receipt second = await trial.StopAsync(tolerant);
        Assert.Equal((first.CommandId, true, ExecutionStatus.Stopping), (second.CommandId, second.HasEffect, second.Status));
        trial.Open("a");
        Assert.Equal(["build/a"], (await second.SettledAsync().WithinAsync(trial.Host.Describe)).Finished);

        long version = (await trial.Execution.GetAsync()).Version;
        Receipt third = await trial.StopAsync(tolerant);
        Assert.Equal((false, ExecutionStatus.Stopped), (third.HasEffect, third.Status));
        await third.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
    });

    [Fact]
    public Task A_receipt_without_effect_is_settled_while_its_execution_goes_on() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        trial.Open("a");
        await trial.ReachedAsync("b");

        Receipt receipt = await trial.Execution.AbortAsync(new AbortRequest { Stage = "build", OnDuplicate = OnDuplicate.ReturnExisting });

        Assert.False(receipt.HasEffect);
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(ExecutionStatus.Running, (await receipt.SettledAsync().WithinAsync(trial.Host.Describe)).Status);
        await trial.IsAsync("Running [build: Succeeded (a=Succeeded); deploy: Running (b=Running)]");
    });
}
