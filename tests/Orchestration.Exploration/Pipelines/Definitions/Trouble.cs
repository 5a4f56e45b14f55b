namespace Orchestration.Exploration.Pipelines.Definitions;

/// <summary>What could go on for ever, and is bounded therefore.</summary>
internal enum Trouble
{
    Start,
    Stop,
    Retry,
    Resume,
    Reapply,

    /// <summary>An execution is paused.</summary>
    Pause,

    /// <summary>A gate is disabled.</summary>
    Disable,

    /// <summary>The host crashes.</summary>
    Crash,

    /// <summary>The host shuts down; the restart behind it is no crash.</summary>
    Drain,

    /// <summary>The host ends, and the next one has not the definition that one execution runs.</summary>
    Miss,
}
