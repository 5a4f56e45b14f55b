using System.Buffers;
using Orchestration.Executions;
using Orchestration.Serialization;

namespace Orchestration.Exploration.Worlds;

/// <summary>What is left of events that were stored: written as JSON and read again.</summary>
internal static class StoredEvents
{
    public static IReadOnlyList<ExecutionEvent> WriteAndRead(ExecutionId id, IReadOnlyList<ExecutionEvent> events)
    {
        ArrayBufferWriter<byte> buffer = new();
        EventSerializer.Write(events, buffer);
        return EventSerializer.Read(id, buffer.WrittenSpan);
    }

    /// <summary>The state before the events, and the events as stored, give the state behind them.</summary>
    public static ExecutionState Replay(ExecutionState before, IEnumerable<ExecutionEvent> stored)
    {
        ExecutionState state = before.Clone();
        foreach (ExecutionEvent happened in stored)
        {
            Apply.To(state, happened);
        }

        return state;
    }
}
