namespace Orchestration;

/// <summary>The code of an action has failed by itself (Flyte: user error). The original exception stays where it was thrown; its type's name and message are here.</summary>
public sealed class ActionFailedException : ActionException
{
    internal ActionFailedException(ExecutionId execution, int action, string path, ReasonCode reasonCode, string? actor, Failure? failure)
        : base($"Action '{path}' of execution {execution} has failed: {failure?.Type}: {failure?.Message}", execution, action, path, reasonCode, actor) =>
        Failure = failure ?? new Failure("Unknown", "It has failed, and nothing is recorded of it.");

    /// <summary>What its code threw, as it is stored.</summary>
    public Failure Failure { get; }
}
