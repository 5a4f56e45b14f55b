using Microsoft.Extensions.Logging;

namespace Orchestration.Testing;

/// <summary>A logger of <see cref="RecordedLogs"/>.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly RecordedLogs _owner;
    private readonly string _category;

    public RecordingLogger(RecordedLogs owner, string category)
    {
        _owner = owner;
        _category = category;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        KeyValuePair<string, object?>[] pairs = state is IEnumerable<KeyValuePair<string, object?>> named ? [.. named] : [];
        _owner.Add(logLevel, _category, eventId, formatter(state, exception), exception, Array.AsReadOnly(pairs));
    }
}
