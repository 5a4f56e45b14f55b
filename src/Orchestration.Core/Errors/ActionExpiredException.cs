namespace Orchestration;

/// <summary>An action did not end within its time limit, or that of what is around it (Flyte: timed out).</summary>
public sealed class ActionExpiredException : ActionException
{
    internal ActionExpiredException(ExecutionId execution, int action, string path, ReasonCode reasonCode, string? actor, string message)
        : base(message, execution, action, path, reasonCode, actor)
    {
    }
}
