using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ClassInputBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput> : ActionBinding
    where TAction : class, IAction<TInput>
{
    private readonly ValueRef<TInput> _input;

    public ClassInputBinding(ValueRef<TInput> input)
    {
        _input = input;
        Rollback = RollbackOf<TAction>();
    }

    public override IEnumerable<Type> PayloadTypes => [typeof(TInput)];

    public override Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Create<TAction>().ExecuteAsync(frame.Read(_input), frame.Context, cancellationToken);
}
