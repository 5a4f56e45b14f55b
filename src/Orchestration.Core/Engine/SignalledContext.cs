using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Engine;

/// <summary>
/// The two signals of an attempt and the one reason. A base class and no part, because there is one for every step.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Sources without a timer hold nothing to dispose of, and user code may keep their tokens.")]
internal abstract class SignalledContext : ActionContext
{
    private readonly CancellationTokenSource _cancellation = new();
    private CancellationTokenSource? _stopRequested;
    private StopReason? _stopReason;

    public override CancellationToken StopRequested
    {
        get
        {
            lock (_cancellation)
            {
                if (_stopRequested is null)
                {
                    _stopRequested = new CancellationTokenSource();
                    if (_stopReason is not null)
                    {
                        _stopRequested.Cancel();
                    }
                }

                return _stopRequested.Token;
            }
        }
    }

    public override StopReason? StopReason => Volatile.Read(ref _stopReason);

    protected CancellationToken Token => _cancellation.Token;

    /// <summary>What the attempt makes on demand is made under it.</summary>
    protected object Gate => _cancellation;

    /// <summary>Says that the scope wants to end, and why.</summary>
    public void Notify(StopReason reason)
    {
        CancellationTokenSource? source;
        lock (_cancellation)
        {
            Volatile.Write(ref _stopReason, reason);
            source = _stopRequested;
        }

        if (source is not null)
        {
            Cancel(source);
        }
    }

    /// <summary>Signals the token, outside the mailbox: callbacks of user code run on the pool.</summary>
    public void Signal(StopReason reason)
    {
        Notify(reason);
        Cancel(_cancellation);
    }

    /// <summary>A callback of user code has thrown.</summary>
    protected abstract void Report(Exception exception);

    /// <summary>Callbacks of user code run on the pool; what they throw is reported.</summary>
    private void Cancel(CancellationTokenSource source)
    {
        Task cancelling = source.CancelAsync();
        if (!cancelling.IsCompletedSuccessfully)
        {
            _ = cancelling.ContinueWith(
                static (task, context) => ((SignalledContext)context!).Report(task.Exception!),
                this,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
