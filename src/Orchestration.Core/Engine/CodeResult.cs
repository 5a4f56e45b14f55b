using Orchestration.Decisions;

namespace Orchestration.Engine;

/// <summary>What the code of an attempt has come to, read off its task: awaiting it would throw once more.</summary>
internal static class CodeResult
{
    /// <param name="code">The task, which has ended.</param>
    /// <param name="output">What it has returned, if anything.</param>
    /// <param name="isSignalled">Whether the attempt's own token is cancelled: any other cancellation is a failure.</param>
    public static AttemptResult Of(Task code, Payload? output, bool isSignalled)
    {
        if (code.IsCompletedSuccessfully)
        {
            return new AttemptResult(Failure: null, Output: output);
        }

        bool isCancellation = code.IsCanceled || code.Exception?.InnerException is OperationCanceledException;
        return isCancellation && isSignalled
            ? new AttemptResult(Failure.ByOwnToken, IsCancellation: true)
            : new AttemptResult(Failure.Of(code.Exception?.InnerException ?? CancellationOf(code)));
    }

    /// <summary>A cancelled task gives what was thrown only to those who await it.</summary>
    private static OperationCanceledException CancellationOf(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            return new TaskCanceledException(task);
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }
    }
}
