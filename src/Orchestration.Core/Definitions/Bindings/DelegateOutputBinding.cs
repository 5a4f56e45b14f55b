namespace Orchestration.Definitions;

internal sealed class DelegateOutputBinding<TOutput>(Func<ActionContext, CancellationToken, Task<TOutput>> code) : ActionBinding
{
    public override IEnumerable<Type> PayloadTypes => [typeof(TOutput)];

    public override async Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Return(await code(frame.Context, cancellationToken).ConfigureAwait(false));
}
