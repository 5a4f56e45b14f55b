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

    private static readonly VerbMove[] OneOfEachMode =
    [
        new StopMove(StopMode.Wait),
        new StopMove(StopMode.Cancel) { Grace = Grace },
        new AbortMove(StopMode.Abandon),
    ];

    private static readonly VerbMove[] Final =
    [
        new StopMove(StopMode.Wait) { RunFinalizers = true },
        new AbortMove(StopMode.Cancel) { RunFinalizers = true, Grace = ShorterGrace },
    ];

    public static VerbMove[] Of(PipelineStructure pipeline, Bounds bounds, Plan plan) =>
    [
        .. bounds.Sends.HasFlag(Sends.Stops) ? Few : bounds.Sends.HasFlag(Sends.FewStops) ? OneOfEachMode : [],
        .. bounds.AllStops ? Rest : [],
        .. bounds.Sends.HasFlag(Sends.FinalStops) ? Final : [],
        .. bounds.Sends.HasFlag(Sends.Pauses) ? [new PauseMove(), new UnpauseMove()] : Array.Empty<VerbMove>(),
        .. bounds.Sends.HasFlag(Sends.Releases) ? [new ReleaseResourcesMove()] : Array.Empty<VerbMove>(),
        .. pipeline.Stages.SelectMany(stage => OfStage(stage.Name, bounds)),
        .. pipeline.Actions.SelectMany(action => OfAction(action, pipeline, bounds)),
        .. plan.Children.SelectMany(child => OfChild(StageOf(child, pipeline), child.Path, bounds)),
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
        if (bounds.Sends.HasFlag(Sends.StageAborts))
        {
            yield return new AbortMove(StopMode.Wait) { Stage = stage };
            yield return new AbortMove(StopMode.Cancel) { Stage = stage, Grace = bounds.AllStops ? Grace : TimeSpan.Zero };
            yield return new AbortMove(StopMode.Abandon) { Stage = stage };
        }

        if (bounds.Sends.HasFlag(Sends.Retries))
        {
            yield return new RetryStageMove(StageRetryMode.FailedActions) { Stage = stage };
            yield return new RetryStageMove(StageRetryMode.AllActions) { Stage = stage };
        }

        if (bounds.Sends.HasFlag(Sends.Resumes))
        {
            yield return new ResumeMove { Stage = stage };
        }

        if (bounds.Sends.HasFlag(Sends.StageMarks))
        {
            yield return new MarkFailedMove(StopMode.Wait) { Stage = stage, Deadline = TimeSpan.FromSeconds(40), Grace = ShorterGrace };
            yield return new MarkFailedMove(StopMode.Cancel) { Stage = stage, Grace = Grace };
            yield return new MarkFailedMove(StopMode.Abandon) { Stage = stage };
        }
    }

    private static string StageOf(PlannedChild child, PipelineStructure pipeline) =>
        pipeline.Actions.First(action => child.Path.StartsWith($"{action.Name}/", StringComparison.Ordinal)).Stage.Name;

    private static IEnumerable<VerbMove> OfChild(string stage, string child, Bounds bounds)
    {
        if (bounds.Sends.HasFlag(Sends.ChildAborts))
        {
            yield return new AbortActionMove(StopMode.Wait) { Stage = stage, Action = child };
            yield return new AbortActionMove(StopMode.Cancel) { Stage = stage, Action = child, Grace = Grace };
            yield return new AbortActionMove(StopMode.Abandon) { Stage = stage, Action = child };
        }

        if (bounds.Sends.HasFlag(Sends.ChildDeadlines))
        {
            yield return new AbortActionMove(StopMode.Wait) { Stage = stage, Action = child, Deadline = Grace, Grace = Grace };
        }

        if (bounds.Sends.HasFlag(Sends.ChildMarks))
        {
            yield return new MarkFailedMove(StopMode.Wait) { Stage = stage, Action = child };
            yield return new MarkFailedMove(StopMode.Cancel) { Stage = stage, Action = child, Grace = Grace };
            yield return new MarkFailedMove(StopMode.Abandon) { Stage = stage, Action = child };
        }
    }

    private static IEnumerable<VerbMove> OfAction(ActionStructure action, PipelineStructure pipeline, Bounds bounds)
    {
        if (action.IsApproval)
        {
            yield return new AnswerApprovalMove(action.Index, Approves: true);
            yield return new AnswerApprovalMove(action.Index, Approves: false);
        }

        string stage = action.Stage.Name;
        if (bounds.Sends.HasFlag(Sends.RootAborts))
        {
            yield return new AbortActionMove(StopMode.Wait) { Stage = stage, Action = action.Name };
            yield return new AbortActionMove(StopMode.Cancel) { Stage = stage, Action = action.Name, Grace = Grace };
            yield return new AbortActionMove(StopMode.Abandon) { Stage = stage, Action = action.Name };
        }

        if (bounds.Sends.HasFlag(Sends.ActionAborts))
        {
            yield return new AbortActionMove(StopMode.Wait) { Stage = stage, Action = action.Name, Deadline = TimeSpan.FromSeconds(40), Grace = ShorterGrace };
            yield return new AbortActionMove(StopMode.Cancel) { Stage = stage, Action = action.Name, Grace = Grace };
            yield return new AbortActionMove(StopMode.Abandon) { Stage = stage, Action = action.Name };
            yield return new AbortActionMove(StopMode.Cancel, AbortResolution.Succeeded) { Stage = stage, Action = action.Name, Grace = Grace };
            yield return new AbortActionMove(StopMode.Abandon, AbortResolution.Failed) { Stage = stage, Action = action.Name };
        }

        if (bounds.Sends.HasFlag(Sends.ActionMarks))
        {
            yield return new MarkFailedMove(StopMode.Wait) { Stage = stage, Action = action.Name };
            yield return new MarkFailedMove(StopMode.Cancel) { Stage = stage, Action = action.Name, Grace = Grace };
            yield return new MarkFailedMove(StopMode.Abandon) { Stage = stage, Action = action.Name };
        }

        foreach (Intervention choice in EngineMoves.MayIntervene(action, pipeline) ? Enum.GetValues<Intervention>() : [])
        {
            yield return new InterveneMove(choice) { Stage = stage, Action = action.Name };
        }
    }
}
