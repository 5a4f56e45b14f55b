namespace Orchestration;

/// <summary>How a child action ended.</summary>
/// <param name="Error">What whoever awaits it is thrown; null where it has a result.</param>
/// <param name="Output">Its result; null where it has none.</param>
internal sealed record ChildEnd(Exception? Error, Payload? Output = null);
