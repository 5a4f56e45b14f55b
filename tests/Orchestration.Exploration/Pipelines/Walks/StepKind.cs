namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>What can happen to a pipeline.</summary>
internal enum StepKind : byte
{
    /// <summary>Nothing has happened yet.</summary>
    Begin,

    /// <summary>A turn: stops that are due, and up to two commands.</summary>
    Turn,

    /// <summary>Nothing happens until the next timer is due.</summary>
    Wait,

    /// <summary>The host begins to shut down.</summary>
    Drain,

    /// <summary>The host ends, in whichever way, and another one takes over. What it had drafted is lost.</summary>
    Restart,

    /// <summary>A commit was lost: everything is read again.</summary>
    Reload,
}
