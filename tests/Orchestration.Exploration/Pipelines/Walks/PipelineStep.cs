using Orchestration.Exploration.Pipelines.Commands;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>How a world was left.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="First">A turn's first command, if it has one.</param>
/// <param name="Second">Its second command, likewise.</param>
/// <param name="Missing">The execution whose definition the next host has not; -1 where it has all.</param>
internal sealed record PipelineStep(StepKind Kind, Command? First = null, Command? Second = null, int Missing = -1)
{
    /// <summary>Under which word it is counted.</summary>
    public string Word => First?.Kind ?? (Kind == StepKind.Turn ? "Drive" : Kind.ToString());

    /// <summary>It happens by itself, unless it is a restart; that is for the world to say.</summary>
    public bool IsProgress => Second is null && (Kind == StepKind.Wait || (Kind == StepKind.Turn && First?.IsProgress != false));

    public override string ToString() => (Kind == StepKind.Turn ? "Turn" : Kind.ToString()) + (Missing < 0 ? string.Empty : $" without the definition of {Missing + 1}")
        + $" {First}{(Second is null ? string.Empty : $" and {Second}")}";
}
