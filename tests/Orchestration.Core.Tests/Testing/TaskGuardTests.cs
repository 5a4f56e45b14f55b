using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class TaskGuardTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource<int> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_hung_task_ends_with_a_message_that_tells_what_was_awaited_and_the_description()
    {
        var task = _source.Task;

        var withResult = await Assert.ThrowsAsync<TimeoutException>(() => task.WithinAsync(() => "gates: none", Short));
        var without = await Assert.ThrowsAsync<TimeoutException>(() => ((Task)task).WithinAsync(() => "gates: none", Short));

        Assert.Equal(
            "The test hangs: 'task' did not complete within 0.001 s of real time." + Environment.NewLine + "gates: none",
            withResult.Message);
        Assert.EndsWith("gates: none", without.Message, StringComparison.Ordinal);
        Assert.False(task.IsCompleted);
    }

    [Fact]
    public async Task A_failing_description_does_not_hide_the_hang()
    {
        var thrown = await Assert.ThrowsAsync<TimeoutException>(
            () => _source.Task.WithinAsync(() => throw new InvalidOperationException("oops"), Short));

        Assert.Contains("The test hangs", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("oops", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_passed_on_and_the_description_is_not_asked_for()
    {
        var guarded = _source.Task.WithinAsync(() => throw new InvalidOperationException("asked"));
        Assert.False(guarded.IsCompleted);

        _source.SetResult(5);

        Assert.Equal(5, await guarded);
    }

    [Fact]
    public async Task A_failure_is_passed_on_even_if_it_is_a_timeout()
    {
        var failure = new TimeoutException("its own");
        _source.SetException(failure);

        Assert.Same(failure, await Record.ExceptionAsync(() => _source.Task.WithinAsync(() => "description")));
        Assert.Same(failure, await Record.ExceptionAsync(() => ((Task)_source.Task).WithinAsync(() => "description")));
    }

    [Fact]
    public async Task Cancellation_is_passed_on_with_its_token()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        _source.SetCanceled(source.Token);

        var guarded = _source.Task.WithinAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guarded);
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.True(guarded.IsCanceled);
    }

    [Fact]
    public void Arguments_are_checked_and_the_default_limit_is_thirty_seconds()
    {
        Assert.Throws<ArgumentNullException>(() => { _ = ((Task)null!).WithinAsync(); });
        Assert.Throws<ArgumentNullException>(() => { _ = ((Task<int>)null!).WithinAsync(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _source.Task.WithinAsync(limit: TimeSpan.Zero); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _source.Task.WithinAsync(limit: TimeSpan.MaxValue); });
        Assert.False(_source.Task.WithinAsync(limit: Timeout.InfiniteTimeSpan).IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(30), TaskGuard.DefaultLimit);
    }
}
