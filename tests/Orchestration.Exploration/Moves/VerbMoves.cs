using Orchestration.Definitions;
using Orchestration.Exploration.Walks;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>What callers may send, in the same order in every world of a definition.</summary>
internal static class VerbMoves
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShorterGrace = TimeSpan.FromSeconds(10);

    private static readonly VerbMove[] Few =
    [
        new StopMove(StopMode.Wait),
        new StopMove(StopMode.Wait) { Deadline = TimeSpan.FromSeconds(40), Grace = Grace },
        new StopMove(StopMode.Cancel) { Grace = Grace },
        new StopMove(StopMode.Abandon),
        new AbortMove(StopMode.Wait),
        new AbortMove(StopMode.Cancel),
        new AbortMove(StopMode.Abandon),
    ];

    private static readonly VerbMove[] Rest =
    [
        new StopMove(StopMode.Cancel),
        new AbortMove(StopMode.Wait) { Deadline = TimeSpan.FromSeconds(60), Grace = ShorterGrace },
        new AbortMove(StopMode.Cancel) { Grace = ShorterGrace },
    ];

    public static VerbMove[] Of(PipelineStructure pipeline, Bounds bounds) =>
    [
        .. Few,
        .. bounds.AllStops ? Rest : [],
        .. pipeline.Stages.SelectMany(stage => OfStage(stage.Name, bounds)),
        .. pipeline.Actions.Where(action => action.IsApproval).SelectMany(action => OfApproval(action.Index)),
    ];

    /// <summary>Whether the bounds allow it still.</summary>
    public static bool IsWithin(this Move move, Bounds bounds, Used used) => move switch
    {
        RetryStageMove => used.MayRetry(bounds),
        ResumeMove => used.MayResume(bounds),
        _ => true,
    };

    public static IEnumerable<VerbMove> OfApproval(int action) => [new AnswerApprovalMove(action, Approves: true), new AnswerApprovalMove(action, Approves: false)];

    private static IEnumerable<VerbMove> OfStage(string stage, Bounds bounds)
    {
        yield return new AbortMove(StopMode.Wait) { Stage = stage };
        yield return new AbortMove(StopMode.Cancel) { Stage = stage, Grace = bounds.AllStops ? Grace : TimeSpan.Zero };
        yield return new AbortMove(StopMode.Abandon) { Stage = stage };
        yield return new RetryStageMove(StageRetryMode.FailedActions) { Stage = stage };
        yield return new RetryStageMove(StageRetryMode.AllActions) { Stage = stage };
        yield return new ResumeMove { Stage = stage };
    }
}
