using Microsoft.Extensions.Logging;
using Orchestration.Sqlite.Connections;
using Orchestration.Sqlite.Ownership;
using Orchestration.Sqlite.Reading;
using Orchestration.Sqlite.Writing;
using Orchestration.Storage;

namespace Orchestration.Sqlite;

/// <summary>All that exists while a store is open.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly Lock _writing = new();
    private readonly BatchWriter _writer;
    private bool _isDisposed;

    public OpenStore(ConnectionSettings settings, ILogger logger)
    {
        Owner = Owner.Open(settings);
        try
        {
            _writer = new BatchWriter(Owner, logger);
        }
        catch
        {
            Owner.Dispose();
            throw;
        }

        Reads = new ReadPool(() => settings.OpenForReading(Owner.Path), Owner.Path);
    }

    public Owner Owner { get; }

    public ReadPool Reads { get; }

    public long Epoch => Owner.Epoch;

    /// <summary>One batch at a time, also where a caller ignores how many the store allows.</summary>
    public CommitResult[] Append(IReadOnlyList<Commit> commits)
    {
        CheckEvents(commits);
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _writer.Write(commits);
        }
    }

    private static void CheckEvents(IReadOnlyList<Commit> commits)
    {
        foreach (Commit commit in commits)
        {
            foreach (StreamAppend append in commit.Streams)
            {
                if (append.Events.Count == 0)
                {
                    throw new ArgumentException($"Commit {commit.Id} has no events for execution {append.Execution}.", nameof(commits));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Reads.DisposeAsync().ConfigureAwait(false);
        lock (_writing)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _writer.Dispose();
                Owner.Dispose();
            }
        }
    }
}
