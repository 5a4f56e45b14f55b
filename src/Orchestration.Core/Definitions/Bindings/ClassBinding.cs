using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

internal sealed class ClassBinding<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction> : ActionBinding
    where TAction : class, IAction
{
    public ClassBinding() => Rollback = RollbackOf<TAction>();

    public override Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken) =>
        frame.Create<TAction>().ExecuteAsync(frame.Context, cancellationToken);
}
