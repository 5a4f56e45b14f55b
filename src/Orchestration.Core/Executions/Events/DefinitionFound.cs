namespace Orchestration;

/// <summary>The definition that was missing is registered again; the execution goes on.</summary>
public sealed class DefinitionFound : ExecutionEvent;
