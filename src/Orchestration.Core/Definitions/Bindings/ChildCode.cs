namespace Orchestration.Definitions;

/// <summary>What a child action runs.</summary>
/// <param name="Name">What it is called where its options say nothing.</param>
/// <param name="Type">The class, or that it is a delegate.</param>
/// <param name="Binding">What runs.</param>
/// <param name="Input">Its input, if it has one.</param>
/// <param name="Output">The type of its result, if it has one.</param>
internal sealed record ChildCode(string Name, string Type, ActionBinding Binding, Payload? Input = null, Type? Output = null);
