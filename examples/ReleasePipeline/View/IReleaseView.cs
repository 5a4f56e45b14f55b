using Orchestration;

namespace ReleasePipeline.View;

/// <summary>Shows people what happens.</summary>
internal interface IReleaseView
{
    /// <summary>Begins a section.</summary>
    void ShowTitle(string title);

    /// <summary>Shows a line.</summary>
    void ShowLine(string line);

    /// <summary>Shows a claim that was checked, and what is wrong with it, if anything is.</summary>
    void ShowCheck(string claim, string? problem);

    /// <summary>Shows a release from its beginning until it closes; returns the sequence of the last event.</summary>
    Task<long> FollowAsync(ExecutionHandle release, CancellationToken cancellationToken) => FollowAsync(release, 1, cancellationToken);

    /// <summary>Shows a release from an event on until it closes; returns the sequence of the last event.</summary>
    Task<long> FollowAsync(ExecutionHandle release, long fromSequence, CancellationToken cancellationToken);
}
