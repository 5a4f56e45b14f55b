using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>An open execution waits for its definition exactly while its host has not got it.</summary>
internal sealed class MissingIsTrue : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        for (int member = 0; member < world.Members.Length; member++)
        {
            Member one = world.Members[member];
            if (!one.IsClosed && one.State.Missing is null == (world.Missing == member))
            {
                return $"{one.State.Id} {(one.State.Missing is null ? "does not wait" : "waits")} for its definition, which is {(world.Missing == member ? "missing" : "there")}.";
            }
        }

        return null;
    }
}
