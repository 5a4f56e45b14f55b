using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>The store in memory, whose answers can be held back: what is posted meanwhile is decided in one turn.</summary>
internal sealed class HeldStore() : PassingStore(new InMemoryExecutionStore())
{
    private readonly Gate _answers = new("answers");
    private readonly Gate _reads = new("reads");
    private volatile bool _isHeld;
    private volatile bool _isReadHeld;

    /// <summary>Where the reading of an execution begins.</summary>
    public Gate? Reads { get; set; }

    /// <summary>Holds back the answers from now on, does what makes an append, and waits until its answer is held.</summary>
    public async Task HoldAsync(Action cause)
    {
        int before = _answers.Arrivals;
        _isHeld = true;
        cause();
        await _answers.ReachedAsync(before + 1).WithinAsync();
    }

    public void Release()
    {
        _isHeld = false;
        _answers.OpenOnce();
    }

    /// <summary>Holds back the answers of reads from now on, does what makes one, and waits until it is held.</summary>
    public async Task HoldReadAsync(Action cause)
    {
        int before = _reads.Arrivals;
        _isReadHeld = true;
        cause();
        await _reads.ReachedAsync(before + 1).WithinAsync();
    }

    public void ReleaseReads()
    {
        _isReadHeld = false;
        _reads.OpenOnce();
    }

    public override async ValueTask<IReadOnlyList<CommitResult>> AppendAsync(IReadOnlyList<Commit> commits, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommitResult> results = await base.AppendAsync(commits, cancellationToken);
        if (_isHeld)
        {
            await _answers.PassAsync(CancellationToken.None);
        }

        return results;
    }

    public override async ValueTask<IReadOnlyList<ExecutionEvent>> ReadAsync(
        ExecutionId execution, long fromSequence, int limit, CancellationToken cancellationToken)
    {
        if (Reads is { } gate)
        {
            await gate.PassAsync(cancellationToken);
        }

        IReadOnlyList<ExecutionEvent> events = await base.ReadAsync(execution, fromSequence, limit, cancellationToken);
        if (_isReadHeld)
        {
            await _reads.PassAsync(CancellationToken.None);
        }

        return events;
    }
}
