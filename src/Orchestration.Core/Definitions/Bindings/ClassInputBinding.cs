using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ClassInputBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(ValueRef<TInput> input)
    : ActionBinding
    where TAction : class, IAction<TInput>
{
    public override IEnumerable<Type> PayloadTypes => [typeof(TInput)];

    public override Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Create<TAction>().ExecuteAsync(frame.Read(input), frame.Context, cancellationToken);
}
