using Microsoft.Extensions.Logging;

namespace Orchestration.Testing;

/// <summary>
/// Records everything that is logged. It is both a provider, to be added to a host's logging, and a factory of loggers
/// of its own, for tests without a host.
/// </summary>
/// <remarks>
/// Every level except <see cref="LogLevel.None"/> is enabled and recorded, unless the host filters it out before.
/// Scopes are accepted and not recorded. All members are safe for concurrent use. Disposing has no effect: entries stay
/// readable after the host is gone.
/// </remarks>
public sealed class RecordedLogs : ILoggerProvider, ILoggerFactory
{
    private readonly Lock _lock = new();
    private readonly List<RecordedLog> _entries = [];
    private readonly TimeProvider _time;

    /// <summary>Creates an empty recorder.</summary>
    /// <param name="time">The clock that gives entries their <see cref="RecordedLog.Time"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="time"/> is null.</exception>
    public RecordedLogs(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <summary>
    /// All entries since the start or the last <see cref="Clear"/>, in the order they were recorded. The list is a
    /// copy that later entries do not change.
    /// </summary>
    public IReadOnlyList<RecordedLog> Entries
    {
        get
        {
            lock (_lock)
            {
                return Array.AsReadOnly(_entries.ToArray());
            }
        }
    }

    /// <summary>Forgets all entries. Loggers go on recording.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Creates a logger that records here.</summary>
    /// <param name="categoryName">The category of its entries.</param>
    /// <returns>The logger; it may be used by any number of threads.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="categoryName"/> is null.</exception>
    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return new RecordingLogger(this, categoryName);
    }

    /// <summary>Not supported: the recorder is the only provider of its loggers.</summary>
    /// <param name="provider">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    void ILoggerFactory.AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException(
            "Recorded logs take no further provider. Add them to a host's logging as a provider instead.");

    /// <summary>Does nothing; entries stay readable.</summary>
    public void Dispose()
    {
    }

    internal void Add(
        LogLevel level,
        string category,
        EventId eventId,
        string message,
        Exception? exception,
        IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        lock (_lock)
        {
            _entries.Add(new RecordedLog(_time.GetUtcNow(), level, category, eventId, message, exception, state));
        }
    }
}
