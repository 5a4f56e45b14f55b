namespace Orchestration.Testing;

/// <summary>Waits for what a test expects of an execution, event by event, without polling.</summary>
public static class ExecutionProbe
{
    /// <summary>Waits until a snapshot of the execution meets a condition.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="condition">The condition; asked after each commit.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first snapshot that meets it.</returns>
    public static Task<ExecutionSnapshot> UntilAsync(
        this ExecutionHandle execution, Func<ExecutionSnapshot, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentNullException.ThrowIfNull(condition);
        ExecutionSnapshot? last = null;
        return SearchAsync().WithinAsync(() => last?.Describe() ?? "no snapshot");

        async Task<ExecutionSnapshot> SearchAsync()
        {
            last = await execution.GetAsync(cancellationToken).ConfigureAwait(false);
            if (condition(last))
            {
                return last;
            }

            WatchRequest rest = new() { FromSequence = last.Version + 1, Until = WatchUntil.Forever };
            await foreach (ExecutionEvent _ in execution.WatchAsync(rest, cancellationToken).ConfigureAwait(false))
            {
                last = await execution.GetAsync(cancellationToken).ConfigureAwait(false);
                if (condition(last))
                {
                    return last;
                }
            }

            throw new InvalidOperationException("A watch without an end has ended.");
        }
    }

    /// <summary>All events that are stored now.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<IReadOnlyList<ExecutionEvent>> EventsAsync(this ExecutionHandle execution, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(execution);
        List<ExecutionEvent> events = [];
        await foreach (ExecutionEvent happened in execution.WatchAsync(new WatchRequest { Until = WatchUntil.Now }, cancellationToken).ConfigureAwait(false))
        {
            events.Add(happened);
        }

        return events;
    }

    /// <summary>The statuses of an execution in one line: <c>Running [build: Succeeded (compile=Succeeded)]</c>.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public static string Describe(this ExecutionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        IEnumerable<string> stages = snapshot.Stages.Select(
            stage => $"{stage.Name}: {stage.Status} ({string.Join(", ", stage.Actions.Select(action => $"{action.Name}={action.Status}"))})");
        return $"{snapshot.Status} [{string.Join("; ", stages)}]";
    }
}
