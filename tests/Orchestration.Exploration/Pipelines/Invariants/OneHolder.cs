using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>
/// At most one execution is inside a stage that has a lock, or has orphans there that must return first; that one has the lock, and
/// nobody has it where there is none. So a lock is freed exactly once, on every way out.
/// </summary>
internal sealed class OneHolder : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        foreach (StageStructure stage in world.Definition.Structure.Stages)
        {
            ExecutionId[] inside = world.IsScoped
                ? [.. world.Members.Where(member => Stands.Holds(member.State, stage.Index, world.Epoch)).Select(member => member.State.Id)]
                : [];
            ExecutionId? holder = world.Locks.Find(stage.Name)?.Holder?.Execution;
            if (inside.Length > 1 || holder != (inside is [var one] ? one : null))
            {
                return $"in {stage.Name} are [{string.Join(", ", inside)}]; the lock has {holder?.ToString() ?? "nobody"}.";
            }
        }

        return null;
    }
}
