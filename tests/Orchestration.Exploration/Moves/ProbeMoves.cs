using Orchestration.Definitions;

namespace Orchestration.Exploration.Moves;

/// <summary>Commands that are wrong in every world: unknown stages, other definitions, another input.</summary>
internal static class ProbeMoves
{
    private const string Unknown = "unknown";

    private static readonly Payload OtherInput = new("\"other\""u8.ToArray());

    public static IEnumerable<VerbMove> Of(PipelineStructure pipeline)
    {
        yield return new AbortMove(StopMode.Wait) { Stage = Unknown, IsProbe = true };
        yield return new RetryStageMove(StageRetryMode.AllActions) { Stage = Unknown, IsProbe = true };
        yield return new ResumeMove { Stage = Unknown, IsProbe = true };
        yield return new MarkFailedMove(StopMode.Cancel) { Stage = Unknown, IsProbe = true };
        yield return new AbortActionMove(StopMode.Cancel) { Stage = pipeline.Stages[0].Name, Action = Unknown, IsProbe = true };
        foreach (StageStructure stage in pipeline.Stages)
        {
            yield return new RetryStageMove(StageRetryMode.AllActions) { Stage = stage.Name, Registered = Registered.Changed, IsProbe = true };
            yield return new RetryStageMove(StageRetryMode.AllActions) { Stage = stage.Name, Registered = Registered.Missing, IsProbe = true };
            yield return new ResumeMove { Stage = stage.Name, Registered = Registered.Changed, IsProbe = true };
            yield return new ResumeMove { Stage = stage.Name, Registered = Registered.Missing, IsProbe = true };
            yield return new ResumeMove { Stage = stage.Name, Input = OtherInput, IsProbe = true };
        }
    }
}
