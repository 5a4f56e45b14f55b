using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>
/// Worlds with equal keys behave alike. The key leaves out what no decision depends on: ids, attempt numbers, and time, of which only the
/// distance to the armed timers counts; and orphans that nobody waits for, of child actions.
/// </summary>
internal ref partial struct WorldKey
{
    private static readonly UInt128 Basis = new(0x6C62272E07BB0142, 0x62B821756295C58D);
    private static readonly UInt128 Prime = new(0x0000000001000000, 0x000000000000013B);

    private UInt128 _hash;

    public static UInt128 Of(World world)
    {
        WorldKey key = new() { _hash = Basis };
        key.Add(world.IsDraining ? 1 : 0);
        key.Add(world.Used.Retries);
        key.Add(world.Used.Resumes);
        key.Add(world.Used.Crashes);
        key.Add(world.Used.Drains);
        key.AddNodes(world.State);
        key.AddIntent(world.State, world.Now);
        key.AddTimes(world.State, world.Now);
        key.AddOwn(world.State, world.Now);
        key.AddEnd(world.State, world.Epoch);
        key.AddTree(world);
        foreach (OrphanState orphan in world.State.Orphans)
        {
            bool isWaitedFor = orphan.Attempt.ActionIndex < world.State.Structure.Actions.Length || world.State.Structure.Unlock == UnlockPolicy.AfterOrphansSettle;
            if (orphan.Returned is null && orphan.Epoch == world.Epoch && isWaitedFor)
            {
                key.Add(NodeOf(world.State, orphan.Attempt.ActionIndex) + (orphan.IsRollback ? 1_000 : 0));
            }
        }

        key.Add(255);
        foreach (ExecutionState ancestor in world.Ancestors)
        {
            key.AddAncestor(ancestor);
        }

        return key._hash;
    }

    private void AddNodes(ExecutionState state)
    {
        Add((int)state.Status);
        foreach (StageState stage in state.Stages)
        {
            Add((int)stage.Status);
            Add(stage.Status == StageStatus.Waiting ? (int)stage.WaitsFor : 0);
            Add(stage.EnteredAt is null ? 0 : 1);
            Add(stage.Retries > 0 ? 1 : 0);
            Add(stage.ActiveGroup + 1);
        }

        foreach (ActionState action in state.Actions.AsSpan(0, state.Structure.Actions.Length))
        {
            Add((int)action.Status);
            Add(action.Status == ActionStatus.Waiting ? (int)action.WaitsFor : 0);
        }
    }

    /// <summary>A resume asks no more of an earlier execution.</summary>
    private void AddAncestor(ExecutionState state)
    {
        foreach (StageStructure stage in state.Structure.Stages)
        {
            StageState stageState = state.Stages[stage.Index];
            bool succeeded = stageState.Status is StageStatus.Succeeded or StageStatus.Skipped or StageStatus.Reused;
            Add(succeeded ? (int)stageState.Status : 0);
            Add(stageState.EnteredAt is null ? 0 : 1);
            Add(stageState.IsRolledBack ? 1 : 0);
            for (int index = stage.FirstAction; succeeded && index < stage.EndAction; index++)
            {
                Add((int)state.Actions[index].Status);
            }
        }
    }

    private void AddIntent(ExecutionState state, DateTimeOffset now)
    {
        if (state.Intent is not { } intent)
        {
            Add(255);
            return;
        }

        Add((int)intent.Mode);
        Add((int)intent.Outcome);
        Add(intent.Stage is null ? 0 : 1);
        Add(intent.IsEffective ? 1 : 0);
        Add(intent.RunsFinalizers ? 1 : 0);
        Add((int)intent.Grace.TotalSeconds);
        AddDistance(intent.Deadline, now);
        AddDistance(intent.GraceUntil, now);
    }

    private void AddDistance(DateTimeOffset? due, DateTimeOffset now) =>
        Add(due is null ? 255 : (int)Math.Max(0, (due.Value - now).TotalSeconds));

    private void Add(int value)
    {
        _hash ^= (uint)value;
        _hash *= Prime;
    }
}
