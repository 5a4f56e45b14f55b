namespace Orchestration;

/// <summary>An action did not end within its time limit, or that of what is around it (Flyte: timed out).</summary>
public sealed class ActionExpiredException : ChildActionException
{
    internal ActionExpiredException(ExecutionId execution, int action, string path, string message)
        : base(message, execution, action, path)
    {
    }
}
