using System.Globalization;
using System.Runtime.CompilerServices;

namespace Orchestration.Testing;

/// <summary>
/// Ends a hung test: awaits a task, but no longer than a limit of <b>real</b> time, and then says what the test was
/// waiting for.
/// </summary>
/// <remarks>
/// <para>
/// This is the only type of the package that uses real time. The limit decides when a test that is already lost gives
/// up; it must never decide whether a test passes, so choose it generously.
/// </para>
/// <para>The task is not cancelled when the limit is reached: it is left as it is. All members are safe for concurrent
/// use.</para>
/// </remarks>
public static class TaskGuard
{
    /// <summary>The limit when none is given: 30 seconds of real time.</summary>
    public static TimeSpan DefaultLimit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Awaits the task, at most for a limit of real time.</summary>
    /// <param name="task">The task to await.</param>
    /// <param name="describe">
    /// Called only when the limit is reached; its text, for example the state of the test's gates, becomes part of the
    /// message.
    /// </param>
    /// <param name="limit">
    /// The limit, greater than zero; <see cref="DefaultLimit"/> if <see langword="null"/>.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means no limit, for stepping through a test in a debugger.
    /// </param>
    /// <param name="expression">The source text of the task, filled in by the compiler.</param>
    /// <returns>A task with the outcome of <paramref name="task"/>, exceptions and cancellation included.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="limit"/> is zero, negative or longer than about 49.7 days.
    /// </exception>
    /// <exception cref="TimeoutException">The limit was reached before the task completed.</exception>
    public static Task WithinAsync(
        this Task task,
        Func<string>? describe = null,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return AwaitAsync(task, describe, Checked(limit), expression);
    }

    /// <summary>Awaits the task, at most for a limit of real time, and returns its result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">The task to await.</param>
    /// <param name="describe">
    /// Called only when the limit is reached; its text, for example the state of the test's gates, becomes part of the
    /// message.
    /// </param>
    /// <param name="limit">
    /// The limit, greater than zero; <see cref="DefaultLimit"/> if <see langword="null"/>.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means no limit, for stepping through a test in a debugger.
    /// </param>
    /// <param name="expression">The source text of the task, filled in by the compiler.</param>
    /// <returns>A task with the outcome of <paramref name="task"/>, exceptions and cancellation included.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="limit"/> is zero, negative or longer than about 49.7 days.
    /// </exception>
    /// <exception cref="TimeoutException">The limit was reached before the task completed.</exception>
    public static Task<T> WithinAsync<T>(
        this Task<T> task,
        Func<string>? describe = null,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return AwaitResultAsync(task, describe, Checked(limit), expression);
    }

    private static async Task<T> AwaitResultAsync<T>(
        Task<T> task, Func<string>? describe, TimeSpan limit, string? expression)
    {
        await AwaitAsync(task, describe, limit, expression).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    private static async Task AwaitAsync(Task task, Func<string>? describe, TimeSpan limit, string? expression)
    {
        await task.WaitAsync(limit, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!task.IsCompleted)
        {
            throw new TimeoutException(Message(describe, limit, expression));
        }

        await task.ConfigureAwait(false);
    }

    private static TimeSpan Checked(TimeSpan? limit)
    {
        var value = limit ?? DefaultLimit;
        if (value != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(limit));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.TotalMilliseconds, uint.MaxValue - 1, nameof(limit));
        }

        return value;
    }

    private static string Message(Func<string>? describe, TimeSpan limit, string? expression)
    {
        var seconds = limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var message = $"The test hangs: '{expression}' did not complete within {seconds} s of real time.";
        return describe is null ? message : message + Environment.NewLine + Describe(describe);
    }

    private static string Describe(Func<string> describe)
    {
        try
        {
            return describe();
        }
        catch (Exception exception)
        {
            return $"(The description itself failed: {exception.GetType().Name}: {exception.Message})";
        }
    }
}
