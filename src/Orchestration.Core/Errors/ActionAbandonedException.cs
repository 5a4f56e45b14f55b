namespace Orchestration;

/// <summary>An action was closed without waiting for its code: it had not returned when its grace ended, or its host has ended. The code may still run, as an orphan.</summary>
public sealed class ActionAbandonedException : ActionException
{
    internal ActionAbandonedException(ExecutionId execution, int action, string path, ReasonCode reasonCode, string? actor, string message)
        : base(message, execution, action, path, reasonCode, actor)
    {
    }
}
