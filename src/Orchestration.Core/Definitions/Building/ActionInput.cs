namespace Orchestration.Definitions;

/// <summary>Where an action's input comes from; <see cref="From"/> is null for the pipeline's input.</summary>
internal sealed record ActionInput(Type Type, object Owner, ActionPlace? From);
