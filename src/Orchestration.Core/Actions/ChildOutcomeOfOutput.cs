namespace Orchestration;

/// <summary>How one of several child actions with results ended.</summary>
/// <typeparam name="TOutput">The result's type.</typeparam>
/// <param name="Action">The child.</param>
/// <param name="Result">Its result; the type's default where it did not succeed.</param>
/// <param name="Error">What awaiting it would throw; null where it succeeded.</param>
public sealed record ChildOutcome<TOutput>(ChildAction<TOutput> Action, TOutput? Result, Exception? Error)
{
    /// <summary>Whether it succeeded, here or in an earlier attempt.</summary>
    public bool IsSuccess => Error is null;

    /// <summary>Its result, or what awaiting it would throw.</summary>
    public TOutput GetResult() => Error is null ? Result! : throw Error;
}
