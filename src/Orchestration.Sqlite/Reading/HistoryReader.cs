using Orchestration.Sqlite.Connections;
using Orchestration.Storage;

namespace Orchestration.Sqlite.Reading;

/// <summary>Reads the events of one stream.</summary>
internal static class HistoryReader
{
    private const string Rows =
        """
        SELECT first, last, events FROM history
        WHERE execution = ?1
        AND first >= coalesce((SELECT first FROM history WHERE execution = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1), 0)
        ORDER BY first
        """;

    /// <summary>Reads whole rows until there are enough events; the first row may begin before what is wanted.</summary>
    public static IReadOnlyList<ExecutionEvent> Read(ReadConnection connection, ExecutionId execution, long from, int limit)
    {
        List<ExecutionEvent> events = [];
        Statement rows = connection.Prepared(Rows);
        try
        {
            rows.Bind(1, execution);
            rows.Bind(2, from);
            long next = 0;
            while (events.Count < limit && rows.Step())
            {
                next = AddRow(rows, execution, next, from, events);
            }
        }
        finally
        {
            rows.Reset();
        }

        return events;
    }

    /// <summary>Adds the wanted events of a row, and says which sequence the next row begins with.</summary>
    private static long AddRow(Statement row, ExecutionId execution, long next, long from, List<ExecutionEvent> events)
    {
        long first = row.Int64(0);
        long last = row.Int64(1);
        if (next > 0 && first != next)
        {
            throw Corrupt(execution, $"event {next} should follow, but the next row begins with {first}");
        }

        IReadOnlyList<ExecutionEvent> read = StreamAppend.ReadEvents(execution, row.Bytes(2));
        if (read.Count != last - first + 1)
        {
            throw Corrupt(execution, $"the row of events {first} to {last} holds {read.Count} event(s)");
        }

        for (int index = 0; index < read.Count; index++)
        {
            if (read[index]?.Sequence != first + index)
            {
                throw Corrupt(execution, $"the row of events {first} to {last} does not hold event {first + index}");
            }

            if (first + index >= from)
            {
                events.Add(read[index]);
            }
        }

        return last + 1;
    }

    private static OrchestrationException Corrupt(ExecutionId execution, string what) =>
        new(ErrorCode.StoreCorrupt, $"The history of execution {execution} is damaged: {what}.");
}
