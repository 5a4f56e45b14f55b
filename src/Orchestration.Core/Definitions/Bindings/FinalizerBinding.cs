namespace Orchestration.Definitions;

/// <summary>What runs when a finalizer does.</summary>
internal sealed class FinalizerBinding(Func<IFinalizerFrame, CancellationToken, Task> run)
{
    public Task RunAsync(IFinalizerFrame frame, CancellationToken cancellationToken) => run(frame, cancellationToken);
}
