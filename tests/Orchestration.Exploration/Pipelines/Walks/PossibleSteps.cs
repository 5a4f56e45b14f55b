using Orchestration.Decisions;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>What happens to a pipeline without a command.</summary>
internal static class PossibleSteps
{
    public static IEnumerable<PipelineStep> Of(PipelineWorld world, PipelineBounds bounds)
    {
        if (world.IsScoped && world.Members.Any(member => DriveStop.IsDue(member.State)))
        {
            yield return new PipelineStep(StepKind.Turn);
        }

        if (world.NextDue is not null)
        {
            yield return new PipelineStep(StepKind.Wait);
        }

        if (!world.IsDraining && bounds.Allows(Trouble.Drain, world.Spent))
        {
            yield return new PipelineStep(StepKind.Drain);
        }

        if (world.IsDraining || bounds.Allows(Trouble.Crash, world.Spent))
        {
            yield return new PipelineStep(StepKind.Restart);
        }

        for (int member = 0; bounds.Allows(Trouble.Miss, world.Spent) && member < world.Members.Length; member++)
        {
            if (!world.Members[member].IsClosed)
            {
                yield return new PipelineStep(StepKind.Restart, Missing: member);
            }
        }
    }

    /// <summary>The world behind a step that decides nothing.</summary>
    public static PipelineWorld Pass(PipelineWorld world, PipelineStep step) => step.Kind == StepKind.Wait
        ? world with { Now = world.NextDue!.Value }
        : world with { IsDraining = true, Spent = world.Spent.With(Trouble.Drain) };
}
