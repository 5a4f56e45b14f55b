using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ClassInputOutputBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
    ValueRef<TInput> input) : ActionBinding
    where TAction : class, IAction<TInput, TOutput>
{
    public override IEnumerable<Type> PayloadTypes => [typeof(TInput), typeof(TOutput)];

    public override async Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Return(await frame.Create<TAction>().ExecuteAsync(frame.Read(input), frame.Context, cancellationToken).ConfigureAwait(false));
}
