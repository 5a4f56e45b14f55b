using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>A commit on its way to the store, and who waits for its result.</summary>
internal abstract class JournalEntry : IThreadPoolWorkItem
{
    private CommitResult _result;

    public abstract Commit Commit { get; }

    public void Complete(CommitResult result) => _result = result;

    public void Execute() => Completed(_result);

    /// <summary>Called by the scheduler once the result is known, if it was not known at once.</summary>
    protected abstract void Completed(CommitResult result);
}
