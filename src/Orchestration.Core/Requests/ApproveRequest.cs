namespace Orchestration;

/// <summary>Approves what an execution waits for (CodePipeline: put approval result).</summary>
/// <param name="Token">The approval's token.</param>
public sealed record ApproveRequest(string Token) : AnswerRequest(Token);
