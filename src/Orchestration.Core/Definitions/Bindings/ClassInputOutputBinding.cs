using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ClassInputOutputBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput> : ActionBinding
    where TAction : class, IAction<TInput, TOutput>
{
    private readonly ValueRef<TInput> _input;

    public ClassInputOutputBinding(ValueRef<TInput> input)
    {
        _input = input;
        Rollback = RollbackOf<TAction>();
    }

    public override IEnumerable<Type> PayloadTypes => [typeof(TInput), typeof(TOutput)];

    public override async Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Return(await frame.Create<TAction>().ExecuteAsync(frame.Read(_input), frame.Context, cancellationToken).ConfigureAwait(false));
}
