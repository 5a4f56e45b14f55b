using Orchestration;

namespace ReleasePipeline.View;

/// <summary>A release as it stood at the last event that was seen.</summary>
internal sealed class FollowedRelease(ExecutionHandle release, long fromSequence)
{
    /// <summary>The sequence of the last event that was seen.</summary>
    public long LastSequence { get; private set; } = fromSequence - 1;

    /// <summary>The last event that people need to see, in words.</summary>
    public string LastEvent { get; private set; } = "";

    /// <summary>The release; there is none before the first read.</summary>
    public ExecutionSnapshot? Snapshot { get; private set; }

    /// <summary>Reads the release.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken) => Snapshot = await release.GetAsync(cancellationToken);

    /// <summary>Reads the release again after each event, until it closes.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        WatchRequest rest = new() { FromSequence = fromSequence };
        await foreach (ExecutionEvent happened in release.WatchAsync(rest, cancellationToken))
        {
            LastSequence = happened.Sequence;
            LastEvent = EventText.Of(happened) ?? LastEvent;
            await ReadAsync(cancellationToken);
        }
    }
}
