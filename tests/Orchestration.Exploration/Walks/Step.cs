namespace Orchestration.Exploration.Walks;

/// <summary>What can happen to a world.</summary>
internal enum Step : byte
{
    /// <summary>The execution starts.</summary>
    Start,

    /// <summary>A turn: the drive of an intent that is due, and up to two moves.</summary>
    Turn,

    /// <summary>Nothing happens until the next timer is due.</summary>
    Wait,

    /// <summary>The host begins to shut down.</summary>
    Drain,

    /// <summary>The host ends, in whichever way, and another one takes over. What it had drafted is lost.</summary>
    Restart,
}
