using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>Somebody approves or rejects, with the newest token that was given, or with one that never was.</summary>
internal sealed record AnswerApprovalMove(int Index, bool Approves) : VerbMove
{
    public override Verb Verb => Approves ? Verb.Approve : Verb.Reject;

    /// <summary>The token that it named when it was sent first; the newest one where null.</summary>
    public string? Token { get; init; }

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        string token = Token ?? draft.State.FindApproval(Index)?.Request.Token ?? "unknown";
        AnswerRequest request = Approves ? new ApproveRequest(token) : new RejectRequest(token);
        request = request with { Reason = Reason, ExpectedVersion = ExpectedVersion };
        return new Decided(AnswerApproval.Decide(draft, Verb, request, by));
    }

    public override VerbMove SentTo(ExecutionState state) => this with { Token = state.FindApproval(Index)!.Request.Token };
}
