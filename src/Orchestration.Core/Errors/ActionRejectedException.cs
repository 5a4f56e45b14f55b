namespace Orchestration;

/// <summary>An action was rejected by a person.</summary>
public sealed class ActionRejectedException : ChildActionException
{
    internal ActionRejectedException(ExecutionId execution, int action, string path, string message)
        : base(message, execution, action, path)
    {
    }
}
