namespace Orchestration;

/// <summary>A child action, or the root of an execution whose result was awaited, did not succeed.</summary>
public abstract class ActionException : Exception
{
    private protected ActionException(string message, ExecutionId execution, int action, string path, ReasonCode reasonCode, string? actor)
        : base(message)
    {
        ReasonCode = reasonCode;
        Actor = actor;
        Execution = execution;
        ActionId = action;
        Path = path;
    }

    /// <summary>The execution.</summary>
    public ExecutionId Execution { get; }

    /// <summary>The action's number in its execution.</summary>
    public int ActionId { get; }

    /// <summary>What led to it, such as <see cref="ReasonCode.AbortRequested"/> or <see cref="ReasonCode.Threw"/>.</summary>
    public ReasonCode ReasonCode { get; }

    /// <summary>Who asked for it, if somebody did: a caller or, where a child was cancelled, the action whose code did.</summary>
    public string? Actor { get; }

    /// <summary>Its stage, the actions above it, and its key, such as <c>tune/root/train-2</c>.</summary>
    public string Path { get; }
}
