using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>What the code of an action wants started.</summary>
/// <param name="Parent">The action.</param>
/// <param name="ParentAttempt">Its attempt.</param>
/// <param name="Ordinal">Which start of that attempt it is, from 1: the same one again is a repetition.</param>
/// <param name="Key">The child's key.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Type">What runs.</param>
/// <param name="Input">Its input, if it has one.</param>
/// <param name="OutputType">The type of its result, if it has one.</param>
/// <param name="Options">Its settings.</param>
internal sealed record ChildStart(
    int Parent, int ParentAttempt, int Ordinal, string Key, string Name, string Type, Payload? Input, string? OutputType, ChildOptions Options)
{
    /// <summary>Its name within the stage: those of the actions above it, and its key.</summary>
    public string PathIn(ExecutionState state) => $"{state.ActionAt(Parent).Name}/{Key}";
}
