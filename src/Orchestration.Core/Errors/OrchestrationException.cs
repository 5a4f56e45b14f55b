using System.Globalization;

namespace Orchestration;

/// <summary>A command that was refused, with all that a caller needs to decide what to do next. A refused command changes nothing but the audit.</summary>
public sealed class OrchestrationException : Exception
{
    /// <summary>Creates an error with a code.</summary>
    /// <param name="code">Why.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="innerException">The cause, if another exception is one.</param>
    public OrchestrationException(ErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>Why the command was refused.</summary>
    public ErrorCode Code { get; }

    /// <summary>What was asked for, where a command was.</summary>
    public Verb? Verb { get; internal init; }

    /// <summary>What was addressed.</summary>
    public Target? Target { get; internal init; }

    /// <summary>The status that the target had, if a status was the cause.</summary>
    public string? ActualStatus { get; internal init; }

    /// <summary>The statuses from which the command would be accepted; empty where a status was not the cause.</summary>
    public IReadOnlyList<string> AllowedStatuses { get; internal init; } = [];

    /// <summary>The command id of the intent that is in force, if any; its receipt can be read by this id.</summary>
    public Guid? IntentInForce { get; internal init; }

    /// <summary>The same error as the answer to one call, of which it says what was asked for; one that says so already stays as it is.</summary>
    internal OrchestrationException For(Verb verb, Target target) => Verb is not null
        ? this
        : new OrchestrationException(Code, Message, this) { Verb = verb, Target = target };

    internal static OrchestrationException Refuse(
        ErrorCode code,
        Verb verb,
        Target target,
        string why,
        string? actual = null,
        IReadOnlyList<string>? allowed = null,
        Guid? intent = null)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"{verb} of {target} was refused ({code}): {why}");
        if (allowed is { Count: > 0 })
        {
            message += $" Allowed: {string.Join(", ", allowed)}.";
        }

        return new OrchestrationException(code, message)
        {
            Verb = verb,
            Target = target,
            ActualStatus = actual,
            AllowedStatuses = allowed ?? [],
            IntentInForce = intent,
        };
    }
}
