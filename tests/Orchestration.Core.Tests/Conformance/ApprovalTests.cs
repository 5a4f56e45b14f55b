using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What an approval is, who may close it how, and what an answer leaves behind.</summary>
public sealed class ApprovalTests
{
    private static readonly Guid Id = new("0198f000-0000-7000-8000-000000000001");

    [Fact]
    public Task An_approval_lets_the_execution_go_on_and_names_who_gave_it() => RunAsync("build: qa, b", async trial =>
    {
        ApprovalSnapshot asked = await trial.Execution.AskedAsync("qa");
        Assert.Equal((true, trial.Host.Time.GetUtcNow()), (asked.IsPending, asked.RequestedAt!.Value));
        await trial.IsAsync("Running [build: Running (qa=Waiting, b=Pending)]");
        ActionSnapshot waiting = (await trial.Execution.GetAsync())["build"]["qa"];
        Assert.Equal((ActionWait.Approval, 1, asked.RequestedAt), (waiting.WaitsFor, waiting.Attempt, waiting.StartedAt));
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(2));

        Receipt receipt = await trial.As("ada").ApproveAsync(asked.Token!, "looks good");

        await trial.ReachedAsync("b");
        await trial.IsAsync("Running [build: Running (qa=Succeeded, b=Running)]");
        ApprovalAnswer expected = new(true, "ada", "looks good", trial.Host.Time.GetUtcNow(), receipt.CommandId);
        Assert.Equal(asked with { IsPending = false, Answer = expected }, await trial.Execution.ApprovalAsync("qa"));
        ActionSnapshot closed = (await trial.Execution.GetAsync())["build"]["qa"];
        Assert.Equal((ReasonCode.Approved, receipt.CommandId, expected.At), (closed.Reason, closed.CommandId, closed.ClosedAt));
        CommandSnapshot command = (await trial.Execution.GetAsync()).Commands[^1];
        Assert.Equal((Verb.Approve, "build", "qa", "ada", "looks good"), (command.Verb, command.Stage, command.Action, command.Actor, command.Reason));
        Assert.Equal((expected.At, expected.At, expected.At), (command.AcceptedAt, command.EffectiveAt, command.SettledAt));
        Assert.Equal(["build/qa"], (await receipt.SettledAsync().WithinAsync(trial.Host.Describe)).Finished);
        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task A_rejection_ends_the_execution_and_the_actions_beside_it_end_first() => RunAsync("build: qa a, b; deploy: d", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt receipt = await trial.RejectAsync("qa", "not yet");
        await trial.IsAsync("Running [build: Running (qa=Rejected, a=Running, b=Pending); deploy: Pending (d=Pending)]");

        trial.Open("a");

        await trial.ClosesAsync("Rejected [build: Rejected (qa=Rejected, a=Succeeded, b=NotRun); deploy: NotRun (d=NotRun)]");
        Assert.Equal((ReasonCode.Rejected, receipt.CommandId), ((await trial.Execution.GetAsync())["build"]["qa"].Reason, (await trial.Execution.GetAsync())["build"]["qa"].CommandId));
        Assert.False((await trial.Execution.ApprovalAsync("qa"))!.Answer!.IsApproved);
        Assert.Equal(0, trial.Gate("b").Arrivals);
    });

    [Theory]
    [InlineData("reject one, reject two", "Rejected", "Rejected", "Rejected")]
    [InlineData("reject one, expire two", "Rejected", "Rejected", "Expired")]
    [InlineData("expire two, approve one", "Expired", "Succeeded", "Expired")]
    [InlineData("expire two, reject one", "Rejected", "Rejected", "Expired")]
    public Task Rejected_outweighs_expired(string answers, string outcome, string one, string two) => WeighAsync(
        answers, fails: false, $"{outcome} [build: {outcome} (one={one}, two={two}, a=Succeeded); deploy: NotRun (d=NotRun)]");

    [Theory]
    [InlineData("reject one, approve two", "Rejected", "Succeeded")]
    [InlineData("expire two, approve one", "Succeeded", "Expired")]
    [InlineData("reject one, expire two", "Rejected", "Expired")]
    public Task Failed_outweighs_both(string answers, string one, string two) => WeighAsync(
        answers, fails: true, $"Failed [build: Failed (one={one}, two={two}, a=Failed); deploy: NotRun (d=NotRun)]");

    [Fact]
    public Task Whoever_answers_second_finds_it_closed() => RunAsync("build: one two, c", async trial =>
    {
        string one = await trial.TokenAsync("one");
        string two = await trial.TokenAsync("two");
        await trial.Execution.ApproveAsync(one);
        await trial.Execution.RejectAsync(two);
        await trial.ClosesAsync("Rejected [build: Rejected (one=Succeeded, two=Rejected, c=NotRun)]");

        foreach ((string token, string status) in new[] { (one, "Succeeded"), (two, "Rejected") })
        {
            OrchestrationException approve = await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
            OrchestrationException reject = await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.RejectAsync(token));
            Assert.Equal((Verb.Approve, status, "build"), (approve.Verb, approve.ActualStatus, approve.Target?.Stage));
            Assert.Equal((Verb.Reject, status), (reject.Verb, reject.ActualStatus));
            Assert.Equal(["Waiting"], reject.AllowedStatuses);
        }
    });

    [Fact]
    public Task A_token_that_was_never_given_is_not_found() => RunAsync("build: qa", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        ExecutionHandle other = await trial.StartAgainAsync();
        string otherToken = await other.TokenAsync("qa");
        foreach (string wrong in new[] { string.Empty, "x", token + "0", token[..^1] + "2", token.ToUpperInvariant() + " ", otherToken })
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.ApproveAsync(wrong));
            Assert.Equal((Verb.Approve, trial.Execution.Id), (refusal.Verb, refusal.Target?.Execution));
            await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.RejectAsync(wrong));
        }

        ExecutionHandle unknown = trial.Orchestrator.GetHandle(new ExecutionId(Guid.NewGuid()));
        await trial.RefusedAsync(ErrorCode.ExecutionNotFound, _ => unknown.ApproveAsync(token));
        Assert.True((await trial.Execution.ApprovalAsync("qa"))!.IsPending);
    });

    [Fact]
    public Task A_comment_has_at_most_200_characters() => RunAsync("build: one two", async trial =>
    {
        string one = await trial.TokenAsync("one");
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.ApproveAsync(one, new string('x', 201)));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.RejectAsync(one, new string('x', 201)));

        await trial.Execution.ApproveAsync(one, new string('x', 200));
        await trial.RejectAsync("two", new string('y', 200));

        Assert.Equal(200, (await trial.Execution.ApprovalAsync("one"))!.Answer!.Comment!.Length);
        Assert.Equal(200, (await trial.Execution.ApprovalAsync("two"))!.Answer!.Comment!.Length);
    });

    [Theory]
    [InlineData(Verb.Approve)]
    [InlineData(Verb.Reject)]
    public Task The_same_command_again_has_the_same_receipt_and_other_content_is_a_conflict(Verb verb) => RunAsync("build: one two, c", async trial =>
    {
        string one = await trial.TokenAsync("one");
        string two = await trial.TokenAsync("two");
        ApproveRequest request = new(one) { CommandId = Id, Reason = "seen" };
        Receipt first = await AnswerAsync(trial, verb, request);
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Receipt second = await AnswerAsync(trial, verb, request);

        Assert.Equal((Id, Id, first.Command.AcceptedAt), (first.CommandId, second.CommandId, second.Command.AcceptedAt));
        Assert.Single(await trial.EventsAsync<ApprovalAnswered>());
        Verb other = verb == Verb.Approve ? Verb.Reject : Verb.Approve;
        await trial.RefusedAsync(ErrorCode.Conflict, _ => AnswerAsync(trial, other, request));
        await trial.RefusedAsync(ErrorCode.Conflict, _ => AnswerAsync(trial, verb, request with { Reason = "other" }));
        await trial.RefusedAsync(ErrorCode.Conflict, _ => AnswerAsync(trial, verb, request with { Token = two }));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.StopAsync(new StopRequest { CommandId = Id, Reason = "seen" }));
        await trial.RefusedAsync(ErrorCode.Conflict, _ => AnswerAsync(trial, verb, new ApproveRequest(two) { ExpectedVersion = 1 }));

        await trial.CrashAndRestartAsync();
        Assert.Equal(first.Command, (await AnswerAsync(trial, verb, request)).Command);
        Assert.Equal(first.Command, (await trial.Orchestrator.FindReceiptAsync(Id))!.Command);
        Assert.Single(await trial.EventsAsync<ApprovalAnswered>());
    });

    [Fact]
    public async Task An_approval_waits_for_what_its_condition_says_and_is_skipped_by_a_no()
    {
        TrialSetup setup = new();
        setup.Approvals["one"] = approval => approval.When(_ => false);
        setup.Approvals["two"] = approval => approval.When(_ => true).ExpiresAfter(TimeSpan.FromHours(1));
        await Trial.RunAsync("build: one, two", setup, async trial =>
        {
            await trial.ApproveAsync("two");
            await trial.ClosesAsync("Succeeded [build: Succeeded (one=Skipped, two=Succeeded)]");
            Assert.Null(await trial.Execution.ApprovalAsync("one"));
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3651)]
    public void A_time_that_no_approval_can_have_is_an_error_of_the_definition(int days)
    {
        DefinitionException error = Assert.Throws<DefinitionException>(() => Pipeline.Define(
            "release", define => define.Stage("build").Approval("qa", approval => approval.ExpiresAfter(TimeSpan.FromDays(days)))));

        Assert.Contains("build/qa", Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    private static Task<Receipt> AnswerAsync(Trial trial, Verb verb, ApproveRequest request) => verb == Verb.Approve
        ? trial.Execution.ApproveAsync(request)
        : trial.Execution.RejectAsync(
            new RejectRequest(request.Token) { Reason = request.Reason, CommandId = request.CommandId, ExpectedVersion = request.ExpectedVersion });

    /// <summary>Answers "one" and "two" in an order, beside an action that ends last.</summary>
    private static async Task WeighAsync(string answers, bool fails, string expected)
    {
        TrialSetup setup = ApprovalProbe.Setup("one");
        setup.Approvals["two"] = approval => approval.ExpiresAfter(TimeSpan.FromHours(1));
        await Trial.RunAsync("build: one two a; deploy: d", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            foreach (string[] answer in answers.Split(", ").Select(text => text.Split(' ')))
            {
                await (answer[0] switch
                {
                    "approve" => trial.ApproveAsync(answer[1]),
                    "reject" => trial.RejectAsync(answer[1]),
                    _ => trial.Host.AdvanceAsync(TimeSpan.FromHours(1)),
                });
            }

            if (fails)
            {
                trial.Fail("a");
            }
            else
            {
                trial.Open("a");
            }

            await trial.ClosesAsync(expected);
        });
    }

    private static Task RunAsync(string sketch, Func<Trial, Task> body) => Trial.RunAsync(sketch, ApprovalProbe.Setup("qa", "one", "two"), body);
}
