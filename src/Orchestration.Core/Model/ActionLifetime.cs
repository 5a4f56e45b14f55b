namespace Orchestration;

/// <summary>How long a child action may run, awaited or not. The values are stable: they are stored.</summary>
public enum ActionLifetime
{
    /// <summary>Until the root of its tree ends, even where the action that started it has ended before (Flyte's rule, the default).</summary>
    Root = 0,

    /// <summary>Until the action that started it ends, which then aborts it and waits until it is closed.</summary>
    Parent = 1,

    /// <summary>As long as it takes: the end of the action that started it waits for it.</summary>
    Await = 2,
}
