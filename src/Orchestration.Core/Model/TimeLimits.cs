namespace Orchestration.Model;

/// <summary>How long things may take that declare nothing else.</summary>
/// <param name="Grace">How long signalled code has to return.</param>
/// <param name="Rollback">The deadline of one rollback.</param>
/// <param name="Finalizer">The deadline of one finalizer.</param>
/// <param name="Release">The deadline of one release.</param>
internal sealed record TimeLimits(TimeSpan Grace, TimeSpan Rollback, TimeSpan Finalizer, TimeSpan Release)
{
    public static TimeLimits Default { get; } =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
}
