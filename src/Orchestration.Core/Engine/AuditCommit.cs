using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>A commit that belongs to no execution.</summary>
internal sealed class AuditCommit(Commit commit) : JournalEntry
{
    private readonly TaskCompletionSource<CommitResult> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Commit Commit => commit;

    public Task<CommitResult> AppendAsync(Journal journal) =>
        journal.Append(this) is { } result ? Task.FromResult(result) : _stored.Task;

    protected override void Completed(CommitResult result) => _stored.TrySetResult(result);
}
