using Microsoft.Extensions.Logging;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

/// <summary>The store's logger, recorded.</summary>
internal sealed class LoggerOf(RecordedLogs logs) : ILogger<SqliteExecutionStore>
{
    private readonly ILogger _logger = logs.CreateLogger("store");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => _logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logger.Log(logLevel, eventId, state, exception, formatter);
}
