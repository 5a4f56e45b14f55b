using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ChildInputOutputBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(Payload input)
    : ActionBinding
    where TAction : class, IAction<TInput, TOutput>
{
    public override async Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Return(await frame.Create<TAction>().ExecuteAsync(frame.Parse<TInput>(input), frame.Context, cancellationToken).ConfigureAwait(false));
}
