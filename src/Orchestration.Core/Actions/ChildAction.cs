using System.Runtime.CompilerServices;

namespace Orchestration;

/// <summary>
/// A child action that the code of another one has started (Flyte: action). Await it for its end: a failure is thrown as
/// <see cref="ActionFailedException"/>, <see cref="ActionAbortedException"/>, <see cref="ActionExpiredException"/> or
/// <see cref="ActionAbandonedException"/>, a refused start as an <see cref="OrchestrationException"/>. An await inside a signalled attempt
/// throws an <see cref="OperationCanceledException"/> instead, whatever became of the child. Belongs to the attempt that started it. Thread-safe.
/// </summary>
public class ChildAction
{
    private readonly IChild _child;
    private readonly Lock _gate = new();
    private Task? _task;
    private Task<ChildEnd>? _end;

    internal ChildAction(IChild child) => _child = child;

    /// <summary>Its key, unique among the children of the attempt that started it.</summary>
    public string Key => _child.Key;

    /// <summary>What it is called.</summary>
    public string Name => _child.Name;

    /// <summary>Its number in its execution, by which it can be aborted from outside; null until its start is stored.</summary>
    public int? Id => _child.Id;

    /// <summary>Its status as it was stored last; <see cref="ActionStatus.Pending"/> before its start is.</summary>
    public ActionStatus Status => _child.Status;

    /// <summary>
    /// Cancels it (Flyte: programmatic cancellation): running code is signalled and has the engine's default grace to return; what has not begun
    /// never runs. It closes as <see cref="ActionStatus.Aborted"/>, however its code returns, or as <see cref="ActionStatus.Abandoned"/>. One that
    /// has closed, or whose completion is ordered first, keeps its result. Returns at once, asks no permission and never throws.
    /// </summary>
    /// <param name="reason">Why; what is beyond 200 characters is cut off.</param>
    public void Cancel(string? reason = null) => _child.Cancel(reason);

    /// <summary>Its end as a task, to be awaited with a time limit or beside others. The same task each time.</summary>
    public Task AsTask()
    {
        lock (_gate)
        {
            return _task ??= WaitAsync();
        }
    }

    /// <summary>Makes it awaitable.</summary>
    public TaskAwaiter GetAwaiter() => AsTask().GetAwaiter();

    /// <summary>Completes with its end and never throws what the child has thrown; cancelled where the awaiting attempt is signalled.</summary>
    internal Task<ChildEnd> EndAsync()
    {
        lock (_gate)
        {
            return _end ??= AwaitEndAsync();
        }
    }

    /// <summary>What <see cref="EndAsync"/> is made under; never held while anything is awaited.</summary>
    private protected Lock Gate => _gate;

    private async Task<ChildEnd> AwaitEndAsync()
    {
        ChildEnd end = await _child.Ended.WaitAsync(_child.Token).ConfigureAwait(false);
        _child.Token.ThrowIfCancellationRequested();
        return end;
    }

    private async Task WaitAsync()
    {
        if ((await EndAsync().ConfigureAwait(false)).Error is { } error)
        {
            throw error;
        }
    }
}
