namespace Orchestration.Definitions;

/// <summary>An approval runs no code.</summary>
internal sealed class ApprovalBinding : ActionBinding
{
    public override Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("An approval runs no code.");
}
