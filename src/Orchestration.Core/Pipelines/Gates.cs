namespace Orchestration.Pipelines;

/// <summary>Which gates of a pipeline are disabled, at one version. Immutable, so that executions of the mode Parallel may read it at any time.</summary>
internal sealed record Gates(long Version, IReadOnlySet<string> Disabled)
{
    public static Gates AllEnabled { get; } = new(0, new HashSet<string>());

    public bool IsDisabled(string stage) => Disabled.Contains(stage);
}
