using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Stands_at_the_default_start_in_utc()
    {
        Assert.Equal(Start, _time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _time.GetLocalNow().Offset);
        Assert.Same(TimeZoneInfo.Utc, _time.LocalTimeZone);
        Assert.Equal(0, _time.TimerCount);
        Assert.Null(_time.NextTimer);
    }

    [Fact]
    public void Stands_at_a_given_start_converted_to_utc()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2031, 5, 6, 7, 0, 0, TimeSpan.FromHours(2)));

        Assert.Equal(new DateTimeOffset(2031, 5, 6, 5, 0, 0, TimeSpan.Zero), time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, time.GetUtcNow().Offset);
    }

    [Fact]
    public void Advance_moves_the_instant_and_the_timestamp_together()
    {
        var timestamp = _time.GetTimestamp();

        _time.Advance(TimeSpan.FromTicks(12_345_678));

        Assert.Equal(Start.AddTicks(12_345_678), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromTicks(12_345_678), _time.GetElapsedTime(timestamp));
    }

    [Fact]
    public void AdvanceTo_moves_to_the_instant_whatever_its_offset()
    {
        _time.AdvanceTo(new DateTimeOffset(2030, 1, 1, 3, 0, 0, TimeSpan.FromHours(2)));

        Assert.Equal(Start.AddHours(1), _time.GetUtcNow());
    }

    [Fact]
    public void The_clock_never_moves_back_nor_out_of_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.AdvanceTo(Start.AddTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.Advance(TimeSpan.MaxValue));
        Assert.Equal(Start, _time.GetUtcNow());
    }

    [Fact]
    public void A_timer_beyond_the_range_of_the_clock_never_fires()
    {
        var time = new ManualTimeProvider(DateTimeOffset.MaxValue.AddSeconds(-1));
        var fired = 0;
        using var timer = time.CreateTimer(
            _ => fired++, null, TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(600));

        time.AdvanceTo(DateTimeOffset.MaxValue);

        Assert.Equal(1, fired);
        Assert.Equal(0, time.TimerCount);
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(0, -2)]
    [InlineData(4_294_967_295, 0)]
    [InlineData(0, 4_294_967_295)]
    public void Timers_take_the_intervals_that_system_timers_take(long dueMilliseconds, long periodMilliseconds)
    {
        var due = new TimeSpan(dueMilliseconds * TimeSpan.TicksPerMillisecond);
        var period = new TimeSpan(periodMilliseconds * TimeSpan.TicksPerMillisecond);
        using var timer = _time.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        Assert.Throws<ArgumentOutOfRangeException>(() => _time.CreateTimer(_ => { }, null, due, period));
        Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(due, period));
        Assert.Throws<ArgumentNullException>(() => _time.CreateTimer(null!, null, TimeSpan.Zero, TimeSpan.Zero));
        Assert.Equal(0, _time.TimerCount);
    }
}
