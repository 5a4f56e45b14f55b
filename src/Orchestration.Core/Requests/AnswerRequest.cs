namespace Orchestration;

/// <summary>What both answers to an approval carry. <see cref="CommandRequest.Reason"/> is the comment.</summary>
/// <param name="Token">The approval's token, as <see cref="ApprovalSnapshot.Token"/> and <see cref="ApprovalRequested.Token"/> give it.</param>
public abstract record AnswerRequest(string Token) : CommandRequest;
