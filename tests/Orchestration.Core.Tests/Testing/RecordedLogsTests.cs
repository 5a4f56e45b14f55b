using Microsoft.Extensions.Logging;
using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class RecordedLogsTests : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] ExpectedState =
    [
        new("Name", "alpha"), new("Number", 7), new("{OriginalFormat}", "Run {Name} took {Number}"),
    ];

    private readonly ManualTimeProvider _time = new();
    private readonly RecordedLogs _logs;

    public RecordedLogsTests() => _logs = new RecordedLogs(_time);

    [Fact]
    public void An_entry_keeps_everything_that_was_logged()
    {
        var failure = new InvalidOperationException("broken");
        _time.Advance(TimeSpan.FromSeconds(5));

        _logs.CreateLogger("cat").Log(LogLevel.Warning, new EventId(3, "three"), failure, "Run {Name} took {Number}", "alpha", 7);

        var entry = Assert.Single(_logs.Entries);
        Assert.Equal(_time.GetUtcNow(), entry.Time);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Equal("cat", entry.Category);
        Assert.Equal((3, "three"), (entry.EventId.Id, entry.EventId.Name));
        Assert.Equal("Run alpha took 7", entry.Message);
        Assert.Same(failure, entry.Exception);
        Assert.Equal(ExpectedState, entry.State);
        Assert.Equal("Warning cat: Run alpha took 7 (InvalidOperationException)", entry.ToString());
    }

    [Fact]
    public void State_without_names_is_recorded_as_empty()
    {
        _logs.CreateLogger("cat").Log(LogLevel.Trace, default, 42, null, (state, _) => $"plain {state}");

        var entry = Assert.Single(_logs.Entries);
        Assert.Empty(entry.State);
        Assert.Equal("Trace cat: plain 42", entry.ToString());
    }

    [Fact]
    public void Works_as_a_factory_of_typed_loggers()
    {
        ILoggerFactory factory = _logs;
        var logger = factory.CreateLogger<RecordedLogsTests>();

        using (logger.BeginScope("scope"))
        {
            logger.LogInformation("hello");
        }

        Assert.Equal(typeof(RecordedLogsTests).FullName, Assert.Single(_logs.Entries).Category);
        Assert.Throws<NotSupportedException>(() => factory.AddProvider(_logs));
    }

    [Fact]
    public void Every_level_but_none_is_recorded()
    {
        var logger = ((ILoggerProvider)_logs).CreateLogger("cat");

        foreach (var level in Enum.GetValues<LogLevel>())
        {
            Assert.Equal(level != LogLevel.None, logger.IsEnabled(level));
            logger.Log(level, "x");
        }

        Assert.Equal(Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None), _logs.Entries.Select(log => log.Level));
    }

    [Fact]
    public void Entries_are_a_copy_and_outlive_disposal_until_cleared()
    {
        var logger = _logs.CreateLogger("cat");
        logger.LogInformation("one");
        var before = _logs.Entries;

        logger.LogInformation("two");
        _logs.Dispose();
        Assert.Single(before);
        Assert.Equal(["one", "two"], _logs.Entries.Select(log => log.Message));

        _logs.Clear();
        Assert.Empty(_logs.Entries);
        logger.LogInformation("three");
        Assert.Single(_logs.Entries);
    }

    [Fact]
    public async Task Many_threads_may_log_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            var logger = _logs.CreateLogger("cat" + thread);
            for (var round = 0; round < 1_000; round++)
            {
                logger.LogInformation("{Round}", round);
                if (round % 100 == 0)
                {
                    _ = _logs.Entries.Count;
                }
            }
        }))).WithinAsync();

        Assert.Equal(8_000, _logs.Entries.Count);
        Assert.All(
            _logs.Entries.GroupBy(log => log.Category),
            group => Assert.Equal(Enumerable.Range(0, 1_000), group.Select(log => (int)log.State[0].Value!)));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>(() => new RecordedLogs(null!));
        Assert.Throws<ArgumentNullException>(() => _logs.CreateLogger(null!));
    }

    public void Dispose() => _logs.Dispose();
}
