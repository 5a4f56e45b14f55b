using Microsoft.Extensions.Logging;

namespace Orchestration.Testing;

/// <summary>One log entry that <see cref="RecordedLogs"/> has recorded. Immutable.</summary>
public sealed class RecordedLog
{
    internal RecordedLog(
        DateTimeOffset time,
        LogLevel level,
        string category,
        EventId eventId,
        string message,
        Exception? exception,
        IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        Time = time;
        Level = level;
        Category = category;
        EventId = eventId;
        Message = message;
        Exception = exception;
        State = state;
    }

    /// <summary>When the entry was written, by the clock given to <see cref="RecordedLogs"/>, in UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The level of the entry.</summary>
    public LogLevel Level { get; }

    /// <summary>The category of the logger that wrote the entry.</summary>
    public string Category { get; }

    /// <summary>The event id; 0 without a name if the code gave none.</summary>
    public EventId EventId { get; }

    /// <summary>The formatted message.</summary>
    public string Message { get; }

    /// <summary>The exception logged with the entry, if any.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// The named values of the entry in their order, including the message template under the name
    /// <c>{OriginalFormat}</c>. Empty if the entry has no named values. The list is a copy; the values are the logged
    /// objects themselves.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, object?>> State { get; }

    /// <summary>Level, category, message and type of exception in one line, for failure messages.</summary>
    /// <returns>A line of text; its form may change between versions.</returns>
    public override string ToString() =>
        Exception is null
            ? $"{Level} {Category}: {Message}"
            : $"{Level} {Category}: {Message} ({Exception.GetType().Name})";
}
