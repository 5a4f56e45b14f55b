using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Answers against stops, the expiry and other answers: whichever is ordered first wins, and the others are told.</summary>
public sealed class ApprovalRaceTests
{
    private const int Rounds = 100;

    [Fact]
    public Task Approve_against_a_stop_that_abandons() => RaceAsync(async (trial, execution, token) =>
    {
        (Task<Receipt> approve, Task<Receipt> stop) = Race(() => execution.ApproveAsync(token), () => execution.StopAsync(StopMode.Abandon));

        (ErrorCode? approved, _) = await Races.OutcomeAsync(approve);
        (ErrorCode? stopped, _) = await Races.OutcomeAsync(stop);

        ExecutionSnapshot end = await Races.EndAsync(execution);
        Assert.Equal(approved is null ? ActionStatus.Succeeded : ActionStatus.Abandoned, end["build"]["qa"].Status);
        Assert.True(approved is null or ErrorCode.ApprovalClosed);
        Assert.Equal(stopped is null ? ExecutionStatus.Stopped : ExecutionStatus.Succeeded, end.Status);
        Assert.True(stopped is null || (stopped, approved) == (ErrorCode.NotStoppable, null));
    });

    [Fact]
    public Task Approve_against_its_expiry() => RaceAsync(async (trial, execution, token) =>
    {
        Task<Receipt>? approve = null;
        OwnThread.Race(() => approve = execution.ApproveAsync(token), () => trial.Host.Time.Advance(TimeSpan.FromHours(1)));

        (ErrorCode? refused, _) = await Races.OutcomeAsync(approve!);

        ExecutionSnapshot end = await Races.EndAsync(execution);
        Assert.True(refused is null or ErrorCode.ApprovalClosed);
        Assert.Equal(refused is null ? ExecutionStatus.Succeeded : ExecutionStatus.Expired, end.Status);
    });

    [Fact]
    public Task Approve_against_reject_and_against_itself() => RaceAsync(async (trial, execution, token) =>
    {
        Task<Receipt>[] sent = new Task<Receipt>[4];
        OwnThread.Race(
            () => sent[0] = execution.ApproveAsync(token),
            () => sent[1] = execution.RejectAsync(token),
            () => sent[2] = execution.ApproveAsync(token),
            () => sent[3] = execution.RejectAsync(token));

        (ErrorCode? Refused, Receipt? Receipt)[] outcomes = await Task.WhenAll(sent.Select(Races.OutcomeAsync));

        ExecutionSnapshot end = await Races.EndAsync(execution);
        Receipt accepted = Assert.Single(outcomes, outcome => outcome.Refused is null).Receipt!;
        Assert.All(outcomes.Where(outcome => outcome.Refused is not null), outcome => Assert.Equal(ErrorCode.ApprovalClosed, outcome.Refused));
        Assert.Equal(accepted.Command.Verb == Verb.Approve ? ExecutionStatus.Succeeded : ExecutionStatus.Rejected, end.Status);
        Assert.Equal(accepted.CommandId, Assert.Single((await execution.EventsAsync()).OfType<ApprovalAnswered>()).Answer.CommandId);
        await accepted.SettledAsync().WithinAsync(trial.Host.Describe);
    });

    [Fact]
    public Task In_one_turn_the_first_of_two_answers_wins() => TogetherAsync(async (trial, token, together) =>
    {
        Task<Receipt>? reject = null;
        Task<Receipt>? approve = null;
        await together([() => reject = trial.Execution.RejectAsync(token), () => approve = trial.Execution.ApproveAsync(token)]);

        Assert.Equal(ExecutionStatus.Rejected, (await reject!.WithinAsync(trial.Host.Describe)).Status);
        await RefusedAsync(ErrorCode.ApprovalClosed, approve!);
        await trial.ClosesAsync("Rejected [build: Rejected (a=Succeeded, qa=Rejected)]");
    });

    [Fact]
    public Task CP_27_In_one_turn_an_answer_behind_a_stop_that_abandons_is_refused() => TogetherAsync(async (trial, token, together) =>
    {
        Task<Receipt>? stop = null;
        Task<Receipt>? approve = null;
        await together([() => stop = trial.Execution.StopAsync(StopMode.Abandon), () => approve = trial.Execution.ApproveAsync(token)]);

        OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => approve!.WithinAsync(trial.Host.Describe));
        Assert.Equal((ErrorCode.ApprovalClosed, (await stop!).CommandId), (refusal.Code, refusal.IntentInForce));
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, qa=Abandoned)]");
    });

    [Fact]
    public Task In_one_turn_a_stop_behind_the_last_answer_is_refused() => TogetherAsync(async (trial, token, together) =>
    {
        Task<Receipt>? stop = null;
        await together([() => _ = trial.Execution.ApproveAsync(token), () => stop = trial.Execution.StopAsync(StopMode.Abandon)]);

        await RefusedAsync(ErrorCode.NotStoppable, stop!);
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, qa=Succeeded)]");
    });

    [Fact]
    public Task In_one_turn_an_answer_behind_the_expiry_is_refused() => TogetherAsync(async (trial, token, together) =>
    {
        Task<Receipt>? approve = null;
        await together([() => trial.Host.Time.Advance(TimeSpan.FromHours(1)), () => approve = trial.Execution.ApproveAsync(token)]);

        await RefusedAsync(ErrorCode.ApprovalClosed, approve!);
        await trial.ClosesAsync("Expired [build: Expired (a=Succeeded, qa=Expired)]");
    });

    [Fact]
    public Task In_one_turn_an_expiry_behind_an_answer_changes_nothing() => TogetherAsync(async (trial, token, together) =>
    {
        await together([() => _ = trial.Execution.ApproveAsync(token), () => trial.Host.Time.Advance(TimeSpan.FromHours(1))]);

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, qa=Succeeded)]");
    });

    private static async Task RefusedAsync(ErrorCode code, Task<Receipt> sent) => Assert.Equal(code, (await Races.OutcomeAsync(sent)).Refused);

    private static (Task<Receipt> First, Task<Receipt> Second) Race(Func<Task<Receipt>> first, Func<Task<Receipt>> second)
    {
        Task<Receipt>? one = null;
        Task<Receipt>? two = null;
        OwnThread.Race(() => one = first(), () => two = second());
        return (one!, two!);
    }

    /// <summary>Many executions with one approval that may be answered for an hour.</summary>
    private static Task RaceAsync(Func<Trial, ExecutionHandle, string, Task> round) => Trial.RunAsync("build: qa", WithAnHour(), async trial =>
    {
        for (int count = 0; count < Rounds; count++)
        {
            ExecutionHandle execution = await trial.StartAgainAsync();
            await round(trial, execution, await execution.TokenAsync("qa"));
        }
    });

    /// <summary>What is done together stands behind a commit whose answer is held back, and so is decided in one turn.</summary>
    private static async Task TogetherAsync(Func<Trial, string, Func<Action[], Task>, Task> body)
    {
        ActionContext? context = null;
        await using HeldStore store = new();
        TrialSetup setup = WithAnHour();
        setup.OpenStore = () => store;
        setup.Code["a"] = (_, given, _) =>
        {
            context = given;
            return Task.CompletedTask;
        };
        await Trial.RunAsync("build: a, qa", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await trial.Host.IdleAsync();
            await body(trial, token, async acts =>
            {
                await store.HoldAsync(() => _ = context!.RegisterResourceAsync("kind", "key"));
                Array.ForEach(acts, act => act());
                store.Release();
            });
        });
    }

    private static TrialSetup WithAnHour()
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(TimeSpan.FromHours(1));
        return setup;
    }
}
