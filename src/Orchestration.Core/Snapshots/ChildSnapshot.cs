namespace Orchestration;

/// <summary>How a child action was started.</summary>
/// <param name="Parent">The number of the action whose code has started it.</param>
/// <param name="ParentAttempt">The attempt of that action.</param>
/// <param name="Key">Its key, unique in that attempt.</param>
/// <param name="Name">What it is called; several children may share a name.</param>
/// <param name="Type">The class that runs, or <c>delegate</c>.</param>
/// <param name="Input">Its input, if it has one.</param>
/// <param name="Lifetime">How long it may run, awaited or not.</param>
public sealed record ChildSnapshot(int Parent, int ParentAttempt, string Key, string Name, string Type, Payload? Input, ActionLifetime Lifetime);
