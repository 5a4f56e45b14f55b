using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Worlds;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Walks;

/// <summary>The worlds in which everything begins: an execution was started, on a host that admits it or on one that shuts down.</summary>
internal static class Roots
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<World> Of(Pipeline pipeline, Inspector inspector) => [Begin(pipeline, inspector, isDraining: false), Begin(pipeline, inspector, isDraining: true)];

    public static IReadOnlyList<ExecutionEvent> EventsOf(Pipeline pipeline, bool isDraining) => Draft(pipeline, isDraining).Events;

    private static World Begin(Pipeline pipeline, Inspector inspector, bool isDraining)
    {
        Draft draft = Draft(pipeline, isDraining);
        World world = new() { State = new ExecutionState(draft.State.Id, draft.State.Start), Now = Beginning, IsDraining = isDraining };
        inspector.Events(world, world.State, draft.Events, draft.State);
        return world with { State = ExecutionState.Replay(draft.State.Id, StoredEvents.WriteAndRead(draft.State.Id, draft.Events)) };
    }

    private static Draft Draft(Pipeline pipeline, bool isDraining)
    {
        ExecutionId id = new(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        ExecutionStarted start = new()
        {
            CommandId = id.Value,
            Actor = "caller",
            Pipeline = pipeline.Name,
            PipelineVersion = pipeline.Version,
            Fingerprint = pipeline.Fingerprint,
            Input = new Payload("\"input\""u8.ToArray()),
            Labels = new Dictionary<string, string> { ["environment"] = "test" },
            Structure = pipeline.Structure,
            Lineage = new Lineage(id),
        };
        return Start.Decide(id, start, Beginning, epoch: 1, isAdmitting: !isDraining, Gates.AllEnabled);
    }
}
