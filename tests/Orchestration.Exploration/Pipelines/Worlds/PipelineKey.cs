using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Worlds;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>
/// Worlds with equal keys behave alike. Executions are named by their order; one that is closed, and to which nothing can happen any more
/// within the bounds, is left out.
/// </summary>
internal ref struct PipelineKey
{
    private static readonly UInt128 Basis = new(0x6C62272E07BB0142, 0x62B821756295C58D);
    private static readonly UInt128 Prime = new(0x0000000001000000, 0x000000000000013B);

    private UInt128 _hash;

    public static UInt128 Of(PipelineWorld world, PipelineBounds bounds)
    {
        PipelineKey key = new() { _hash = Basis };
        Span<int> names = stackalloc int[world.Members.Length];
        key.AddSpent(world.Spent, bounds);
        key.Add(world.IsDraining ? 1U : 0);
        bool mayReturn = bounds.AllowsReturn(world.Spent);
        int count = 0;
        for (int index = 0; index < names.Length; index++)
        {
            names[index] = mayReturn || !IsDone(world, index) ? count++ : 254;
            if (names[index] != 254)
            {
                key.AddMember(world, index);
            }
        }

        key.Add(world.Missing < 0 ? 255 : (uint)names[world.Missing]);
        foreach (StageStructure stage in world.Definition.Structure.Stages)
        {
            key.AddLine(world, world.Locks.Find(stage.Name), names);
        }

        return key._hash;
    }

    private static bool IsDone(PipelineWorld world, int index)
    {
        ExecutionState state = world.Members[index].State;
        return state.Closed is not null && !state.Structure.Stages.Any(stage => Stands.Holds(state, stage.Index, world.Epoch));
    }

    private void AddMember(PipelineWorld world, int index)
    {
        World member = world.Of(index, rivals: null);
        bool withOrphans = world.Definition.Structure.Unlock == UnlockPolicy.AfterOrphansSettle;
        UInt128 key = WorldKey.Of(withOrphans ? member : member with { Epoch = 0 });
        Add((ulong)key);
        Add((ulong)(key >> 64));
        Add(member.State.Start.Reapplies is null ? 0U : 1);
        Add(member.State.ContinuedBy is null ? 0U : 1);
    }

    private void AddLine(PipelineWorld world, StageLine? line, scoped ReadOnlySpan<int> names)
    {
        Add(line?.Closure is null ? 0U : 1);
        Add(line?.Holder is { } holder ? (uint)names[world.IndexOf(holder.Execution)] : 255);
        Add(line?.Latest is { } latest ? (uint)names[world.IndexOf(latest)] : 255);
        foreach (StageOccupant occupant in line?.Waiting ?? [])
        {
            Add((uint)names[world.IndexOf(occupant.Execution)]);
        }

        Add(253);
    }

    /// <summary>What may not happen again is spent, however often it has happened.</summary>
    private void AddSpent(Spent spent, PipelineBounds bounds)
    {
        foreach (Trouble trouble in Spent.Troubles)
        {
            Add(bounds.Allows(trouble, spent) ? (uint)spent.Of(trouble) : 255);
        }

        Add(spent.Total >= bounds.Total ? 255 : (uint)spent.Total);
    }

    private void Add(ulong value)
    {
        _hash ^= value;
        _hash *= Prime;
    }
}
