using Microsoft.Extensions.Logging;

namespace Orchestration.Diagnostics;

/// <summary>Every message that the engine logs. Ids are stable: 1xx the engine, 2xx executions, 3xx user code, 4xx the store.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Orchestration started as owner {Epoch}; {Executions} executions go on.")]
    public static partial void Started(this ILogger logger, long epoch, int executions);

    [LoggerMessage(101, LogLevel.Information, "Orchestration stopped; {Executions} executions go on at the next start.")]
    public static partial void Stopped(this ILogger logger, int executions);

    [LoggerMessage(102, LogLevel.Critical, "Another owner has taken over the store; nothing is decided here any more.")]
    public static partial void OwnershipLost(this ILogger logger);

    [LoggerMessage(200, LogLevel.Critical, "Decisions for {Scope} fail; what they concern stands still.")]
    public static partial void Defect(this ILogger logger, string scope, Exception exception);

    [LoggerMessage(201, LogLevel.Warning, "Execution {Execution} can't go on here: no pipeline '{Pipeline}' with its fingerprint is registered.")]
    public static partial void DefinitionMissing(this ILogger logger, ExecutionId execution, string pipeline);

    [LoggerMessage(202, LogLevel.Warning, "Execution {Execution} enters stage '{Stage}' of pipeline '{Pipeline}' while {Count} abandoned attempts of execution {Earlier} still run in it.")]
    public static partial void EnteredBesideOrphans(this ILogger logger, ExecutionId execution, string stage, string pipeline, int count, ExecutionId earlier);

    [LoggerMessage(300, LogLevel.Warning, "Code of execution {Execution}, {Action}, threw where nobody waits for it.")]
    public static partial void UserCodeThrew(this ILogger logger, ExecutionId execution, string action, Exception exception);

    [LoggerMessage(301, LogLevel.Error, "The permission evaluator threw; the answer is no.")]
    public static partial void EvaluatorThrew(this ILogger logger, Exception exception);

    [LoggerMessage(400, LogLevel.Error, "The store did not take a commit of {Scope}; it is tried again.")]
    public static partial void StoreFailed(this ILogger logger, string scope);

    [LoggerMessage(401, LogLevel.Error, "What the store has of {Scope} can't be read.")]
    public static partial void LoadFailed(this ILogger logger, string scope, Exception exception);

    [LoggerMessage(402, LogLevel.Error, "The audit could not be written.")]
    public static partial void AuditFailed(this ILogger logger, Exception? exception);

    [LoggerMessage(403, LogLevel.Error, "The store threw instead of answering; its answer is asked for again.")]
    public static partial void StoreThrew(this ILogger logger, Exception exception);
}
