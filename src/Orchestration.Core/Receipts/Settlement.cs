namespace Orchestration;

/// <summary>How the scope of a command closed. Actions are named <c>stage/action</c>.</summary>
public sealed record Settlement
{
    /// <summary>The execution's status at the close that settled the command.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>Actions that ended with their own result after the command was accepted, whichever that was.</summary>
    public required IReadOnlyList<string> Finished { get; init; }

    /// <summary>Actions that were signalled and returned in time, or whose waiting was withdrawn; those too that were marked as failed, or aborted alone and resolved.</summary>
    public required IReadOnlyList<string> Cancelled { get; init; }

    /// <summary>Actions that were closed without waiting; code of theirs that still runs is an orphan.</summary>
    public required IReadOnlyList<string> Abandoned { get; init; }

    /// <summary>Actions that were declared and did not start.</summary>
    public required IReadOnlyList<string> NotRun { get; init; }

    /// <summary>Resources that are registered and not released.</summary>
    public required IReadOnlyList<Resource> LeftBehind { get; init; }
}
