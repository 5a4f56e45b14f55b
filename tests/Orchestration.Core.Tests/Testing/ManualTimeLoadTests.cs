using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class ManualTimeLoadTests
{
    private readonly ManualTimeProvider _time = new();

    private static TimeSpan Once => Timeout.InfiniteTimeSpan;

    [Fact]
    public async Task A_hundred_thousand_timers_fire_in_order_though_half_are_changed_or_disposed()
    {
        const int Count = 100_000;
        await Task.Run(() =>
        {
            var random = new Random(17);
            List<(long Due, int Number)> fired = new(Count), expected = new(Count);
            var timers = new ITimer[Count];
            var start = _time.GetTimestamp();
            for (var index = 0; index < Count; index++)
            {
                var number = index;
                var due = random.Next(1, 20_000);
                timers[index] = _time.CreateTimer(
                    _ => fired.Add((_time.GetTimestamp() - start, number)), null, TimeSpan.FromTicks(due), Once);
                expected.Add((due, number));
            }

            foreach (var index in Enumerable.Range(0, Count).Where(index => index % 4 == 0).OrderBy(_ => random.Next()))
            {
                timers[index].Dispose();
                expected[index] = default;
                var due = random.Next(1, 20_000);
                timers[index + 1].Change(TimeSpan.FromTicks(due), Once);
                expected[index + 1] = (due, index + 1);
            }

            expected = [.. expected.Where(entry => entry.Due > 0).Order()];
            Assert.Equal(expected.Count, _time.TimerCount);

            while (_time.TimerCount > 0)
            {
                _time.Advance(TimeSpan.FromTicks(777));
            }

            Assert.True(expected.SequenceEqual(fired), "Timers did not fire in order of due time, then of creation.");
        }).WithinAsync();
    }

    [Fact]
    public async Task Advances_of_several_threads_add_up()
    {
        const int Threads = 4, Rounds = 2_000;
        var start = _time.GetUtcNow();
        var running = 0;
        var overlaps = 0;
        var fired = 0;
        using var timer = _time.CreateTimer(
            _ =>
            {
                overlaps += Interlocked.Increment(ref running) - 1;
                fired++;
                Interlocked.Decrement(ref running);
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));

        await OnThreads(Threads, _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        });

        Assert.Equal(start.AddSeconds(Threads * Rounds), _time.GetUtcNow());
        Assert.Equal(Threads * Rounds, fired);
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Timers_may_be_created_and_disposed_while_the_clock_advances()
    {
        const int Threads = 4, Rounds = 5_000;
        var fired = 0;
        await OnThreads(Threads, thread =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var kept = _time.CreateTimer(
                    _ => Interlocked.Increment(ref fired), null, TimeSpan.FromSeconds(1 + (round % 7)), Once);
                using (_time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)))
                {
                    if (thread == 0)
                    {
                        _time.Advance(TimeSpan.FromMilliseconds(100));
                    }
                }

                GC.KeepAlive(kept);
            }
        });

        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(Threads * Rounds, fired);
        Assert.Equal(0, _time.TimerCount);
    }

    private static async Task OnThreads(int count, Action<int> work)
    {
        using var together = new Barrier(count);
        var tasks = Enumerable.Range(0, count).Select(thread => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                work(thread);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(tasks).WithinAsync();
    }
}
