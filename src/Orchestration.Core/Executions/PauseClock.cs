namespace Orchestration.Executions;

/// <summary>Moves what is due by the times in which the execution was paused.</summary>
internal static class PauseClock
{
    /// <param name="state">The execution.</param>
    /// <param name="since">When the time began to count.</param>
    /// <param name="due">When it would have ended without a pause.</param>
    /// <returns>When it ends; null while the execution is paused.</returns>
    public static DateTimeOffset? Due(ExecutionState state, DateTimeOffset since, DateTimeOffset due)
    {
        foreach (PauseInterval pause in state.Pauses ?? [])
        {
            if (pause.From > due || pause.To <= since)
            {
                continue;
            }
            if (pause.To is not { } end)
            {
                return null;
            }
            due += end - (pause.From > since ? pause.From : since);
        }
        return due;
    }

    public static void Begin(ExecutionState state, DateTimeOffset at) => (state.Pauses ??= []).Add(new PauseInterval(at, null));

    /// <summary>The pause is over, if there is one.</summary>
    public static void End(ExecutionState state, DateTimeOffset at)
    {
        if (state.Pauses is [.., { To: null } last])
        {
            state.Pauses[^1] = last with { To = at };
        }
    }
}
