namespace Orchestration.Definitions;

internal sealed class DelegateBinding(Func<ActionContext, CancellationToken, Task> code) : ActionBinding
{
    public override Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) => code(frame.Context, cancellationToken);
}
