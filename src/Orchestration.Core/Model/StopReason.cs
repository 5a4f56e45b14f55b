namespace Orchestration;

/// <summary>Why running user code is asked to end, by whom, and in which words.</summary>
/// <param name="Kind">The cause.</param>
/// <param name="Actor">Who caused it; <c>system</c> for the engine itself.</param>
/// <param name="Text">The reason that the actor gave, if any.</param>
public sealed record StopReason(StopReasonKind Kind, string Actor, string? Text);
