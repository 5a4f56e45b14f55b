namespace Orchestration.Executions;

/// <summary>A registered resource.</summary>
/// <param name="Registered">What it is.</param>
/// <param name="Release">The newest attempt to release it; null where none was made.</param>
internal sealed record ResourceState(ResourceRegistered Registered, ReleaseEnded? Release = null)
{
    public bool IsReleased => Release is { Failure: null };

    /// <summary>It is there, and nobody has tried to release it since an event.</summary>
    public bool IsUntriedSince(long sequence) => Release is null || (!IsReleased && Release.Sequence < sequence);
}
