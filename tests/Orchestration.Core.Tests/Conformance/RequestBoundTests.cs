using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What no request may carry, so that nothing which was accepted can't be carried out.</summary>
public sealed class RequestBoundTests
{
    public static TheoryData<string> Requests => ["stop", "deadline", "abort", "action", "mark"];

    [Theory]
    [MemberData(nameof(Requests))]
    public Task No_time_is_longer_than_ten_years(string request) => Trial.RunAsync("build: a", ActionStops.Setup(), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => request switch
        {
            "stop" => execution.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = TimeSpan.MaxValue }),
            "deadline" => execution.StopAsync(new StopRequest { Deadline = TimeSpan.FromDays(3650) + TimeSpan.FromTicks(1) }),
            "abort" => execution.AbortAsync(new AbortRequest { Stage = "build", Grace = TimeSpan.MaxValue }),
            "action" => execution.AbortActionAsync(new AbortActionRequest("build", "a") { Grace = TimeSpan.MaxValue }),
            _ => execution.MarkFailedAsync(new MarkFailedRequest("build") { Grace = TimeSpan.MaxValue }),
        });
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public Task A_command_id_of_zeros_is_none() => Trial.RunAsync("build: a", new TrialSetup(), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.StopAsync(new StopRequest { CommandId = Guid.Empty }));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.PauseAsync(new PauseRequest { CommandId = Guid.Empty }));
        await Refused.AsAsync(ErrorCode.InvalidRequest, () => trial.Orchestrator.StartAsync(new StartRequest(trial.Pipeline.Name) { CommandId = Guid.Empty }));
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public void A_level_has_one_failure_strategy()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => Pipeline.Define("release", pipeline =>
        {
            pipeline.OnFailure(FailureStrategy.Abort).OnFailure(FailureStrategy.Ignore);
            pipeline.Stage("build").OnFailure(FailureStrategy.Ignore).OnFailure(FailureStrategy.Fail)
                .Action("a", (_, _) => Task.CompletedTask, action => action.Retry(2).OnFailure(FailureStrategy.RollbackStage));
        }));

        Assert.Equal(3, wrong.Errors.Count(error => error.Contains("more than one failure strategy", StringComparison.Ordinal)));
    }
}
