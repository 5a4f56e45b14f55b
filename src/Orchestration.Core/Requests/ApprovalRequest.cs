namespace Orchestration;

/// <summary>Answers a pending approval. <see cref="CommandRequest.Reason"/> is the comment.</summary>
/// <param name="Token">The approval's token, as <see cref="ApprovalSnapshot.Token"/> and <see cref="ApprovalRequested.Token"/> give it.</param>
public sealed record ApprovalRequest(string Token) : CommandRequest;
