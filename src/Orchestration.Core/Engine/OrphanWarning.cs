using Microsoft.Extensions.Logging;
using Orchestration.Diagnostics;
using Orchestration.Executions;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>
/// Says, outside the mailbox, that an execution has entered a stage in which abandoned code of another one still runs: the price of
/// <see cref="UnlockPolicy.Immediate"/>.
/// </summary>
internal sealed class OrphanWarning(ILogger logger, ExecutionState entering, string stage, ExecutionState earlier, int count) : IThreadPoolWorkItem
{
    /// <summary>Warns of what a stored turn has let happen.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="members">The executions of the pipeline.</param>
    public static void Give(EngineCore engine, Turn turn, IReadOnlyList<ExecutionState> members)
    {
        ExecutionState[] haunted = [.. members.Where(state => state.HasOrphans)];
        for (int index = 0; haunted.Length > 0 && index < turn.EnteredCount; index++)
        {
            Draft? draft = turn.EnteredAt(index).Draft;
            foreach (StageEntered entered in draft?.Events.OfType<StageEntered>() ?? [])
            {
                Give(engine, draft!.State, entered.Stage, haunted);
            }
        }
    }

    public void Execute() =>
        logger.EnteredBesideOrphans(entering.Id, stage, entering.Structure.Name, count, earlier.Id);

    private static void Give(EngineCore engine, ExecutionState entering, string stage, ExecutionState[] haunted)
    {
        foreach (ExecutionState earlier in haunted)
        {
            int count = ViewPipeline.Orphans(earlier, stage, engine.Epoch).Count();
            if (count > 0 && earlier.Id != entering.Id)
            {
                engine.WarnOfOrphans(entering, stage, earlier, count);
            }
        }
    }
}
