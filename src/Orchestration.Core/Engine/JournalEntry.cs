using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>A commit on its way to the store, and who waits for its result.</summary>
internal abstract class JournalEntry : IThreadPoolWorkItem
{
    private Commit[]? _alone;
    private CommitResult _result;

    public abstract Commit Commit { get; }

    /// <summary>The commit as a batch of its own; the array serves again with the next commit.</summary>
    public Commit[] Alone()
    {
        _alone ??= new Commit[1];
        _alone[0] = Commit;
        return _alone;
    }

    public void Complete(CommitResult result) => _result = result;

    public void Execute() => Completed(_result);

    /// <summary>Called by the scheduler once the result is known, if it was not known at once.</summary>
    protected abstract void Completed(CommitResult result);
}
