using Microsoft.Extensions.Logging;
using Orchestration.Diagnostics;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>
/// Brings commits to the store with as many appends at once as it allows. Who finds a free slot appends its own commit on its own thread;
/// what others queue meanwhile goes together in the next append.
/// </summary>
internal sealed class Journal(IExecutionStore store, Scheduler scheduler, ILogger logger) : IThreadPoolWorkItem
{
    private const int MaxBatch = 1_000;
    private const int MaxAsks = 20;

    private readonly bool _isLimited = store.MaxConcurrentAppends < int.MaxValue;
    private readonly Lock _gate = new();
    private readonly Queue<JournalEntry> _waiting = [];
    private int _running;

    /// <summary>Stores a commit. If the result is known at once it is returned; otherwise the entry is completed, through the scheduler, and null is returned.</summary>
    public CommitResult? Append(JournalEntry entry)
    {
        if (_isLimited && !TryEnter(entry))
        {
            return null;
        }

        ValueTask<IReadOnlyList<CommitResult>> append = AppendSafely(entry.Alone());
        if (!append.IsCompletedSuccessfully)
        {
            _ = FinishAsync([entry], append);
            return null;
        }

        IReadOnlyList<CommitResult> results = append.Result;
        if (results[0] == CommitResult.Unknown)
        {
            _ = FinishAsync([entry], ValueTask.FromResult(results));
            return null;
        }

        LeaveOrDrain();
        return results[0];
    }

    /// <summary>Takes a slot, or waits for the next append.</summary>
    private bool TryEnter(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_running >= store.MaxConcurrentAppends)
            {
                _waiting.Enqueue(entry);
                return false;
            }

            _running++;
            return true;
        }
    }

    /// <summary>Appends what is waiting until nothing is.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        JournalEntry[] batch = TakeBatch();
        if (batch.Length > 0)
        {
            _ = FinishAsync(batch, AppendSafely([.. batch.Select(entry => entry.Commit)]));
        }
    }

    private void LeaveOrDrain()
    {
        if (!_isLimited)
        {
            return;
        }

        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return;
            }
        }

        scheduler.Queue(this);
    }

    private JournalEntry[] TakeBatch()
    {
        lock (_gate)
        {
            JournalEntry[] batch = new JournalEntry[Math.Min(_waiting.Count, MaxBatch)];
            for (int index = 0; index < batch.Length; index++)
            {
                batch[index] = _waiting.Dequeue();
            }

            if (batch.Length == 0)
            {
                _running--;
            }

            return batch;
        }
    }

    private async Task FinishAsync(JournalEntry[] batch, ValueTask<IReadOnlyList<CommitResult>> append)
    {
        CommitResult[] results = [.. await append.ConfigureAwait(false)];
        for (int asks = 0; asks < MaxAsks && results.Contains(CommitResult.Unknown); asks++)
        {
            await AskAgainAsync(batch, results).ConfigureAwait(false);
        }

        for (int index = 0; index < batch.Length; index++)
        {
            batch[index].Complete(results[index]);
            scheduler.Queue(batch[index]);
        }

        LeaveOrDrain();
    }

    /// <summary>A commit whose answer was lost is appended again: the store knows by its id whether it has it.</summary>
    private async Task AskAgainAsync(JournalEntry[] batch, CommitResult[] results)
    {
        int[] unknown = [.. Enumerable.Range(0, batch.Length).Where(index => results[index] == CommitResult.Unknown)];
        IReadOnlyList<CommitResult> answers = await AppendSafely([.. unknown.Select(index => batch[index].Commit)]).ConfigureAwait(false);
        for (int index = 0; index < unknown.Length; index++)
        {
            results[unknown[index]] = answers[index];
        }
    }

    /// <summary>A store that throws has failed in a way that it can't tell: what it did is unknown.</summary>
    private async ValueTask<IReadOnlyList<CommitResult>> AppendSafely(Commit[] commits)
    {
        try
        {
            return await store.AppendAsync(commits, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.StoreThrew(exception);
            return [.. commits.Select(_ => CommitResult.Unknown)];
        }
    }
}
