using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ChildInputBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(Payload input) : ActionBinding
    where TAction : class, IAction<TInput>
{
    public override Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Create<TAction>().ExecuteAsync(frame.Parse<TInput>(input), frame.Context, cancellationToken);
}
