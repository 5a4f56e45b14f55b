using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

/// <summary>What runs when an attempt of an action is made.</summary>
internal abstract class ActionBinding
{
    /// <summary>Its condition, if it has one.</summary>
    public Condition? When { get; set; }

    /// <summary>What undoes it, if anything does.</summary>
    public Func<IRollbackFrame, CancellationToken, Task>? Rollback { get; set; }

    /// <summary>The types that must be readable and writable as JSON.</summary>
    public virtual IEnumerable<Type> PayloadTypes => [];

    /// <summary>Runs the user's code. An output is handed to <paramref name="frame"/> before the task completes.</summary>
    public abstract Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken);

    /// <summary>What undoes an action of a class that says it itself, by an instance of its own.</summary>
    private protected static Func<IRollbackFrame, CancellationToken, Task>? RollbackOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>()
        where TAction : class =>
        typeof(IRollbackAction).IsAssignableFrom(typeof(TAction))
            ? static (frame, cancellationToken) => ((IRollbackAction)frame.Create<TAction>()).RollbackAsync(frame.Context, cancellationToken)
            : null;
}
