namespace Orchestration;

/// <summary>How one of several child actions ended; in its place among those that were waited for.</summary>
/// <param name="Action">The child.</param>
/// <param name="Error">What awaiting it would throw; null where it succeeded.</param>
public sealed record ChildOutcome(ChildAction Action, Exception? Error)
{
    /// <summary>Whether it succeeded, here or in an earlier attempt.</summary>
    public bool IsSuccess => Error is null;
}
