using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Engine;

/// <summary>The two signals of code that the engine runs at the end of an execution, and the one reason. Thread-safe.</summary>
/// <param name="report">Told what callbacks of user code throw.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "Sources without a timer hold nothing to dispose of, and user code may keep their tokens.")]
internal sealed class StopSignals(Action<Exception> report)
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenSource _stopRequested = new();
    private StopReason? _reason;

    public CancellationToken Token => _cancellation.Token;

    public CancellationToken StopRequested => _stopRequested.Token;

    public StopReason? Reason => Volatile.Read(ref _reason);

    public void Notify(StopReason reason)
    {
        Volatile.Write(ref _reason, reason);
        Cancel(_stopRequested);
    }

    public void Signal(StopReason reason)
    {
        Notify(reason);
        Cancel(_cancellation);
    }

    /// <summary>Callbacks of user code run on the pool.</summary>
    private void Cancel(CancellationTokenSource source) => _ = source.CancelAsync().ContinueWith(
        task => report(task.Exception!),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
