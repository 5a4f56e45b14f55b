using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>Everything that may be sent in a world within the bounds.</summary>
internal static class PossibleCommands
{
    public static IReadOnlyList<Command> Of(PipelineWorld world, PipelineBounds bounds)
    {
        List<Command> commands = [new StartCommand(), .. OfGates(world)];
        for (int member = 0; member < world.Members.Length; member++)
        {
            commands.AddRange(MemberMoves.Of(world, member).Select(move => new MemberCommand(member, move)));
            commands.AddRange(OfReapplications(world, member));
            if (!world.IsScoped && MustLook(world, world.Members[member].State))
            {
                commands.Add(new LookCommand(member));
            }
        }

        commands.RemoveAll(command => command.Spends is { } trouble && !bounds.Allows(trouble, world.Spent));
        return commands;
    }

    private static IEnumerable<Command> OfGates(PipelineWorld world) => world.Definition.Structure.Stages
        .Select(stage => new GateCommand(stage.Name, Enables: world.Locks.Find(stage.Name)?.Closure is not null));

    /// <summary>Whatever has not succeeded is refused; one of those stands for all.</summary>
    private static IEnumerable<Command> OfReapplications(PipelineWorld world, int member)
    {
        ExecutionState state = world.Members[member].State;
        foreach (StageStructure stage in state.Structure.Stages)
        {
            if (state.Stages[stage.Index].Status == StageStatus.Succeeded || stage.Index == 0)
            {
                yield return new ReapplyCommand(member, stage.Index);
            }
        }
    }

    private static bool MustLook(PipelineWorld world, ExecutionState state) =>
        state.Intent is { IsEffective: false }
        || (!world.IsDraining
            && state.Intent is null
            && state.Missing is null
            && state.Structure.Stages.Any(stage => Stands.WaitsForEntry(state, stage.Index) && world.Locks.Find(stage.Name)?.Closure is null));
}
