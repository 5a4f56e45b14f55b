namespace Orchestration.Definitions;

/// <summary>What runs when an attempt of an action is made.</summary>
internal abstract class ActionBinding
{
    /// <summary>Its condition, if it has one.</summary>
    public Condition? When { get; set; }

    /// <summary>The types that must be readable and writable as JSON.</summary>
    public virtual IEnumerable<Type> PayloadTypes => [];

    /// <summary>Runs the user's code. An output is handed to <paramref name="frame"/> before the task completes.</summary>
    public abstract Task InvokeAsync(IAttemptFrame frame, CancellationToken cancellationToken);
}
