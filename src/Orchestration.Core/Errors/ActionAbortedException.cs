namespace Orchestration;

/// <summary>An action was aborted: from outside, by the code that started it, or with what is around it (Flyte: action aborted).</summary>
public sealed class ActionAbortedException : ActionException
{
    internal ActionAbortedException(ExecutionId execution, int action, string path, ReasonCode code, string? reason, string? actor)
        : base($"Action '{path}' of execution {execution} was aborted{(actor is null ? string.Empty : $" by {actor}")}{(reason is null ? "." : $": {reason}")}", execution, action, path, code, actor) =>
        Reason = reason;

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; }
}
