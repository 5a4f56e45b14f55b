using System.Buffers;
using Orchestration.Serialization;

namespace Orchestration.Storage;

/// <summary>Events behind the end of one stream.</summary>
public sealed class StreamAppend
{
    /// <summary>The stream.</summary>
    public required ExecutionId Execution { get; set; }

    /// <summary>The sequence of the stream's last event, 0 for a new stream; anything else there is <see cref="CommitResult.Conflict"/>.</summary>
    public required long ExpectedVersion { get; set; }

    /// <summary>The events, numbered from <see cref="ExpectedVersion"/> + 1; at least one.</summary>
    public required IReadOnlyList<ExecutionEvent> Events { get; set; }

    /// <summary>The summary to be listed from now on; null where nothing of it changed. The first commit of a stream brings one.</summary>
    public ExecutionSummary? Summary { get; set; }

    /// <summary>The sequence that the stream's last event will have.</summary>
    public long Version => ExpectedVersion + Events.Count;

    /// <summary>The events as UTF-8 JSON: what a store keeps in one row. <see cref="ReadEvents"/> reads it.</summary>
    /// <param name="writer">Takes the bytes.</param>
    public void WriteEvents(IBufferWriter<byte> writer) => EventSerializer.Write(Events, writer);

    /// <summary>Reads what <see cref="WriteEvents"/> wrote, with this version of the library or an earlier one.</summary>
    /// <param name="execution">The stream, for the message.</param>
    /// <param name="json">The bytes of one row.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>.</exception>
    public static IReadOnlyList<ExecutionEvent> ReadEvents(ExecutionId execution, ReadOnlySpan<byte> json) => EventSerializer.Read(execution, json);
}
