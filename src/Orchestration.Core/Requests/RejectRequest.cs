namespace Orchestration;

/// <summary>Rejects what an execution waits for (CodePipeline: put approval result).</summary>
/// <param name="Token">The approval's token.</param>
public sealed record RejectRequest(string Token) : AnswerRequest(Token);
