using System.Runtime.CompilerServices;

namespace Orchestration;

/// <summary>
/// Waits for several child actions. All of it ends with an <see cref="OperationCanceledException"/> where the attempt that waits is signalled,
/// and none of it ends a child. Thread-safe.
/// </summary>
public static class ChildWaitExtensions
{
    /// <summary>The child that ends first, however it ends; await it for its result.</summary>
    /// <typeparam name="TChild">The handles' type.</typeparam>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">At least one child.</param>
    public static async Task<TChild> WhenAny<TChild>(this ActionContext context, IEnumerable<TChild> children)
        where TChild : ChildAction
    {
        await foreach (TChild child in context.WhenEach(children).ConfigureAwait(false))
        {
            return child;
        }

        throw new ArgumentException("There is no child to wait for.", nameof(children));
    }

    /// <summary>The children in the order in which they end, however they end; await each for its result.</summary>
    /// <typeparam name="TChild">The handles' type.</typeparam>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">The children.</param>
    /// <param name="cancellationToken">Ends the waiting, not the children.</param>
    public static async IAsyncEnumerable<TChild> WhenEach<TChild>(
        this ActionContext context, IEnumerable<TChild> children, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TChild : ChildAction
    {
        ChildActionExtensions.Of(context).Token.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(children);
        Dictionary<Task, TChild> ends = [];
        foreach (TChild child in children)
        {
            ends.TryAdd(child.EndAsync(), child);
        }

        await foreach (Task<ChildEnd> end in Task.WhenEach(ends.Keys.Cast<Task<ChildEnd>>()).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await end.ConfigureAwait(false);
            yield return ends[end];
        }
    }

    /// <summary>Waits until all have succeeded, or one has not: that one's failure is thrown at once, and its siblings run on.</summary>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">The children.</param>
    public static async Task WhenAll(this ActionContext context, IEnumerable<ChildAction> children)
    {
        await foreach (ChildAction child in context.WhenEach(children).ConfigureAwait(false))
        {
            await child.AsTask().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for all results, in the order of the children; the first failure is thrown at once, and its siblings run on.</summary>
    /// <typeparam name="TOutput">The results' type.</typeparam>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">The children.</param>
    public static async Task<TOutput[]> WhenAll<TOutput>(this ActionContext context, IEnumerable<ChildAction<TOutput>> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        ChildAction<TOutput>[] all = [.. children];
        await foreach (ChildAction<TOutput> child in context.WhenEach(all).ConfigureAwait(false))
        {
            await child.AsTask().ConfigureAwait(false);
        }

        TOutput[] results = new TOutput[all.Length];
        for (int index = 0; index < all.Length; index++)
        {
            results[index] = await all[index].AsTask().ConfigureAwait(false);
        }

        return results;
    }

    /// <summary>Waits until all have ended, however, and tells of each in its place what became of it (Flyte: gather with exceptions as results).</summary>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">The children.</param>
    public static async Task<ChildOutcome[]> WhenAllSettled(this ActionContext context, IEnumerable<ChildAction> children)
    {
        ChildActionExtensions.Of(context).Token.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(children);
        List<ChildOutcome> outcomes = [];
        foreach (ChildAction child in children.ToArray())
        {
            outcomes.Add(new ChildOutcome(child, (await child.EndAsync().ConfigureAwait(false)).Error));
        }

        return [.. outcomes];
    }

    /// <inheritdoc cref="WhenAllSettled(ActionContext, IEnumerable{ChildAction})"/>
    /// <typeparam name="TOutput">The results' type.</typeparam>
    public static async Task<ChildOutcome<TOutput>[]> WhenAllSettled<TOutput>(this ActionContext context, IEnumerable<ChildAction<TOutput>> children)
    {
        ChildActionExtensions.Of(context).Token.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(children);
        List<ChildOutcome<TOutput>> outcomes = [];
        foreach (ChildAction<TOutput> child in children.ToArray())
        {
            Exception? error = (await child.EndAsync().ConfigureAwait(false)).Error;
            outcomes.Add(new ChildOutcome<TOutput>(child, error is null ? await child.AsTask().ConfigureAwait(false) : default, error));
        }

        return [.. outcomes];
    }
}
