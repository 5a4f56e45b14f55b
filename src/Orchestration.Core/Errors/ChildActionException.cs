namespace Orchestration;

/// <summary>A child action, or the root of an execution whose result was awaited, did not succeed.</summary>
public abstract class ChildActionException : Exception
{
    private protected ChildActionException(string message, ExecutionId execution, int action, string path)
        : base(message)
    {
        Execution = execution;
        ActionId = action;
        Path = path;
    }

    /// <summary>The execution.</summary>
    public ExecutionId Execution { get; }

    /// <summary>The action's number in its execution.</summary>
    public int ActionId { get; }

    /// <summary>Its stage, the actions above it, and its key, such as <c>tune/root/train-2</c>.</summary>
    public string Path { get; }
}
