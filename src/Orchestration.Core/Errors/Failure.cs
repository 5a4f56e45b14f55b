using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>An exception of user code as it is stored: what it was, what it said, where it came from.</summary>
/// <param name="Type">The full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Details">The exception with its inner ones and stack traces, at most 8,000 characters.</param>
public sealed record Failure(string Type, string Message, string? Details = null)
{
    private const int MaxDetails = 8_000;

    /// <summary>Another attempt can't mend it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNonRetryable { get; init; }

    /// <summary>The attempt's own token was signalled, and its code left by it: where it did so is of no interest.</summary>
    internal static Failure ByOwnToken { get; } = new(typeof(OperationCanceledException).FullName!, "The attempt's token was signalled.");

    /// <summary>The host ended in the middle of an attempt, and the action asks to fail then.</summary>
    internal static Failure OfLostHost { get; } = new("HostEnded", "The host ended in the middle of the attempt.");

    internal static Failure OfExpiredStep { get; } = new("TimeLimit", "It had not returned when its deadline and its grace had passed; its code still runs.");

    internal static Failure OfEndedStep { get; } = new("TimeLimit", "It was signalled when its deadline had passed, and ended.");

    internal static Failure OfAbandonedStep { get; } = new("Abandoned", "A stop has ended the waiting for it; its code still runs.");

    internal static Failure OfMissingCleaner(string kind) => new("CleanerMissing", $"No cleaner is registered for resources of the kind '{kind}'.");

    internal static Failure OfSupersededRollback(ExecutionId later) => new("StageSuperseded", $"Execution {later} has entered the stage since; it is left as it is.");

    internal static Failure ByCommand(string actor, string what, string? reason) =>
        new("Command", $"{actor} {what}{(reason is null ? "." : $": {reason}")}") { IsNonRetryable = true };

    internal static Failure Of(Exception exception)
    {
        string details = Read(exception.ToString);
        return new Failure(
            exception.GetType().FullName ?? exception.GetType().Name,
            Read(() => exception.Message),
            details.Length <= MaxDetails ? details : details[..MaxDetails])
        {
            IsNonRetryable = exception is NonRetryableException or OrchestrationException { Code: ErrorCode.ScopeClosed or ErrorCode.ResultTypeChanged },
        };
    }

    /// <summary>Exceptions are user code too, and their texts may throw.</summary>
    private static string Read(Func<string?> text)
    {
        try
        {
            return text() ?? string.Empty;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"The exception's text can't be read: {exception.GetType().FullName}.";
        }
    }
}
