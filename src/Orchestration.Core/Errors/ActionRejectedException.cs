namespace Orchestration;

/// <summary>An action was rejected by a person.</summary>
public sealed class ActionRejectedException : ActionException
{
    internal ActionRejectedException(ExecutionId execution, int action, string path, ReasonCode reasonCode, string? actor, string message)
        : base(message, execution, action, path, reasonCode, actor)
    {
    }
}
