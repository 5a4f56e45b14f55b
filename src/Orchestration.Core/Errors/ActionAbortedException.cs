namespace Orchestration;

/// <summary>An action was aborted: from outside, by the code that started it, or with what is around it (Flyte: action aborted).</summary>
public sealed class ActionAbortedException : ChildActionException
{
    internal ActionAbortedException(ExecutionId execution, int action, string path, ReasonCode code, string? reason, string? actor)
        : base($"Action '{path}' of execution {execution} was aborted{(actor is null ? string.Empty : $" by {actor}")}{(reason is null ? "." : $": {reason}")}", execution, action, path)
    {
        Code = code;
        Reason = reason;
        Actor = actor;
    }

    /// <summary>What led to it, such as <see cref="ReasonCode.AbortRequested"/> or <see cref="ReasonCode.CancelRequested"/>.</summary>
    public ReasonCode Code { get; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; }

    /// <summary>Who asked: a caller, or the action whose code has cancelled it.</summary>
    public string? Actor { get; }
}
