namespace Orchestration.Executions;

/// <summary>Where an action hangs in its tree, and how much of it is open. Indices are kept plus one, so that zero is none.</summary>
internal struct TreeLinks
{
    /// <summary>Its child that was started last.</summary>
    public int LastChild;

    /// <summary>Its parent's child that was started before it.</summary>
    public int Previous;

    /// <summary>Everything below it that is not closed.</summary>
    public int Open;

    /// <summary>Its own children that are not closed and whose lifetime ends with its end at the latest.</summary>
    public int Held;

    /// <summary>Those of them that its end waits for.</summary>
    public int Awaited;
}
