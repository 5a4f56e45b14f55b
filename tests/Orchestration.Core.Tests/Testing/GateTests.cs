using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class GateTests
{
    private readonly Gate _gate = new("work");

    [Fact]
    public async Task A_visitor_waits_until_the_gate_opens_and_later_ones_do_not_wait()
    {
        var visit = _gate.PassAsync();
        AssertCounts(arrivals: 1, waiting: 1);
        Assert.False(visit.IsCompleted);

        _gate.Open();
        AssertCounts(arrivals: 1, passed: 1);
        await visit.WithinAsync();

        Assert.True(_gate.PassAsync().IsCompletedSuccessfully);
        AssertCounts(arrivals: 2, passed: 2);
    }

    [Fact]
    public async Task ReachedAsync_completes_with_the_arrival_it_waits_for()
    {
        var one = _gate.ReachedAsync();
        var two = _gate.ReachedAsync(2);
        Assert.False(one.IsCompleted);

        _ = _gate.PassAsync();
        await one.WithinAsync();
        Assert.False(two.IsCompleted);

        _ = _gate.PassAsync();
        await two.WithinAsync();
        Assert.True(_gate.ReachedAsync(2).IsCompletedSuccessfully);
        Assert.False(_gate.ReachedAsync(3).IsCompleted);
    }

    [Fact]
    public async Task ReachedAsync_can_be_cancelled_without_harm_to_the_gate()
    {
        using var source = new CancellationTokenSource();
        var reached = _gate.ReachedAsync(1, source.Token);

        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reached.WithinAsync());
        Assert.Equal(source.Token, thrown.CancellationToken);
        _ = _gate.PassAsync();
        AssertCounts(arrivals: 1, waiting: 1);
    }

    [Fact]
    public void ReachedAsync_needs_a_positive_count() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _gate.ReachedAsync(0); });

    [Fact]
    public async Task OpenOnce_lets_the_longest_waiting_visitor_through()
    {
        var first = _gate.PassAsync();
        var second = _gate.PassAsync();

        _gate.OpenOnce();

        await first.WithinAsync();
        Assert.False(second.IsCompleted);
        AssertCounts(arrivals: 2, waiting: 1, passed: 1);
    }

    [Fact]
    public void OpenOnce_lets_the_next_visitor_through_when_nobody_waits()
    {
        _gate.OpenOnce();
        _gate.OpenOnce();

        Assert.True(_gate.PassAsync().IsCompletedSuccessfully);
        Assert.True(_gate.PassAsync().IsCompletedSuccessfully);
        Assert.False(_gate.PassAsync().IsCompleted);
    }

    [Fact]
    public async Task Fail_makes_waiting_and_later_visitors_throw_until_the_gate_opens()
    {
        var failure = new InvalidOperationException("broken");
        var waiting = _gate.PassAsync();

        _gate.Fail(failure);

        Assert.Same(failure, await Record.ExceptionAsync(() => waiting.WithinAsync()));
        Assert.Same(failure, await Record.ExceptionAsync(() => _gate.PassAsync().WithinAsync()));
        AssertCounts(arrivals: 2, failed: 2);
        _gate.Open();
        Assert.True(_gate.PassAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Fail_also_ends_an_open_gate_and_leaves_permissions_to_be_used_first()
    {
        _gate.Open();
        _gate.Fail(new InvalidOperationException("broken"));
        _gate.OpenOnce();

        Assert.True(_gate.PassAsync().IsCompletedSuccessfully);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _gate.PassAsync().WithinAsync());
    }

    [Fact]
    public async Task OpenOnce_at_an_open_gate_leaves_no_permission()
    {
        _gate.Open();
        _gate.OpenOnce();
        _gate.Fail(new InvalidOperationException("broken"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _gate.PassAsync().WithinAsync());
    }

    [Fact]
    public async Task A_cancelled_visitor_throws_with_its_token_and_waits_no_more()
    {
        using var source = new CancellationTokenSource();
        var cancelled = _gate.PassAsync(source.Token);
        var other = _gate.PassAsync();

        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WithinAsync());
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.True(cancelled.IsCanceled);
        AssertCounts(arrivals: 2, waiting: 1, cancelled: 1);
        _gate.OpenOnce();
        await other.WithinAsync();
    }

    [Fact]
    public async Task A_visitor_with_a_cancelled_token_reaches_even_an_open_gate_and_throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        _gate.Open();

        var visit = _gate.PassAsync(source.Token);

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => visit);
        Assert.Equal(source.Token, thrown.CancellationToken);
        AssertCounts(arrivals: 1, cancelled: 1);
        Assert.True(_gate.ReachedAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Cancelling_after_the_visitor_was_let_through_changes_nothing()
    {
        using var source = new CancellationTokenSource();
        var visit = _gate.PassAsync(source.Token);
        _gate.Open();

        await source.CancelAsync();

        await visit.WithinAsync();
        AssertCounts(arrivals: 1, passed: 1);
    }

    [Fact]
    public async Task A_visitor_that_is_let_through_during_its_cancellation_passes()
    {
        const int Rounds = 200;
        for (var round = 0; round < Rounds; round++)
        {
            using var source = new CancellationTokenSource();
            var visit = _gate.PassAsync(source.Token);

            // Callbacks run in reverse order of registration: the gate opens before the visitor hears of it.
            using var registration = source.Token.Register(_gate.OpenOnce);
            source.Cancel();

            await visit.WithinAsync();
        }

        AssertCounts(arrivals: Rounds, passed: Rounds);
    }

    [Fact]
    public async Task A_visitor_that_ignores_cancellation_waits_for_the_test()
    {
        var visit = _gate.PassIgnoringCancellationAsync();
        AssertCounts(arrivals: 1, waiting: 1);

        _gate.OpenOnce();

        await visit.WithinAsync();
        AssertCounts(arrivals: 1, passed: 1);
    }

    [Fact]
    public async Task Visitors_continue_on_another_thread_than_the_one_that_opens()
    {
        using var finished = new ManualResetEventSlim();
        var thread = 0;
        var visit = VisitAsync();
        await Task.Factory.StartNew(
            () =>
            {
                _gate.Open();
                var inline = Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;
                finished.Set();
                Assert.False(inline);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).WithinAsync();
        await visit.WithinAsync();

        async Task VisitAsync()
        {
            await _gate.PassAsync().ConfigureAwait(false);
            Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
            Assert.True(finished.Wait(TaskGuard.DefaultLimit));
        }
    }

    [Fact]
    public async Task A_test_that_waits_for_an_arrival_never_continues_inside_the_visitor()
    {
        var thread = 0;
        using var arrived = new ManualResetEventSlim();
        var test = TestAsync();
        await Task.Factory.StartNew(
            () =>
            {
                _ = _gate.PassAsync();
                var inline = Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;
                arrived.Set();
                Assert.False(inline);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).WithinAsync();
        await test.WithinAsync();

        async Task TestAsync()
        {
            await _gate.ReachedAsync().ConfigureAwait(false);
            Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
            Assert.True(arrived.Wait(TaskGuard.DefaultLimit));
        }
    }

    [Fact]
    public async Task Counters_add_up_when_visitors_arrive_leave_and_pass_at_once()
    {
        const int Visitors = 2_000;
        using var source = new CancellationTokenSource();
        var visits = Enumerable.Range(0, Visitors).Select(index => Task.Run(
            () => _gate.PassAsync(index % 2 == 0 ? source.Token : CancellationToken.None))).ToArray();
        var opening = Task.Run(() =>
        {
            for (var round = 0; round < Visitors / 4; round++)
            {
                _gate.OpenOnce();
            }
        });
        await _gate.ReachedAsync(Visitors / 2).WithinAsync();
        await Task.WhenAll(opening, source.CancelAsync()).WithinAsync();
        _gate.Open();

        await Task.WhenAll(visits).ContinueWith(_ => { }, TaskScheduler.Default).WithinAsync(_gate.ToString);

        Assert.Equal(Visitors, _gate.Arrivals);
        Assert.Equal(0, _gate.Waiting);
        Assert.Equal(visits.Count(visit => visit.IsCompletedSuccessfully), _gate.Passed);
        Assert.Equal(visits.Count(visit => visit.IsCanceled), _gate.Cancelled);
        Assert.Equal(Visitors, _gate.Passed + _gate.Cancelled);
    }

    [Fact]
    public void ToString_tells_name_state_and_counters()
    {
        Assert.Equal(
            "gate \"work\": closed, arrivals 0, waiting 0, passed 0, cancelled 0, failed 0, permissions left 0",
            _gate.ToString());

        _ = _gate.PassAsync();
        _gate.Fail(new InvalidOperationException());
        _gate.OpenOnce();
        Assert.Equal(
            "gate \"work\": failing with InvalidOperationException, "
            + "arrivals 1, waiting 0, passed 0, cancelled 0, failed 1, permissions left 1",
            _gate.ToString());
    }

    [Fact]
    public void A_gate_needs_a_name_and_Fail_an_exception()
    {
        Assert.ThrowsAny<ArgumentException>(() => new Gate(" "));
        Assert.Throws<ArgumentNullException>(() => _gate.Fail(null!));
    }

    private void AssertCounts(int arrivals, int waiting = 0, int passed = 0, int cancelled = 0, int failed = 0) =>
        Assert.Equal(
            (arrivals, waiting, passed, cancelled, failed),
            (_gate.Arrivals, _gate.Waiting, _gate.Passed, _gate.Cancelled, _gate.Failed));
}
