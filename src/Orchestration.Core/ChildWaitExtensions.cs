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
    /// <param name="cancellationToken">Ends the waiting, not the children.</param>
    /// <exception cref="ArgumentException">There is no child.</exception>
    public static async Task<TChild> WhenAny<TChild>(this ActionContext context, IEnumerable<TChild> children, CancellationToken cancellationToken = default)
        where TChild : ChildAction
    {
        ChildActionExtensions.Of(context).Token.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(children);
        TChild[] all = [.. children];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no child to wait for.", nameof(children));
        }

        Task<ChildEnd>[] ends = [.. all.Select(child => child.EndAsync())];
        Task<ChildEnd> first = await Task.WhenAny(ends).WaitAsync(cancellationToken).ConfigureAwait(false);
        await first.ConfigureAwait(false);
        return all[Array.IndexOf(ends, first)];
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
        Dictionary<Task<ChildEnd>, TChild> ends = [];
        foreach (TChild child in children)
        {
            ends.TryAdd(child.EndAsync(), child);
        }

        await foreach (Task<ChildEnd> end in Task.WhenEach(ends.Keys).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await end.ConfigureAwait(false);
            yield return ends[end];
        }
    }

    /// <summary>Waits until all have succeeded, or one has not: that one's failure is thrown at once, and its siblings run on.</summary>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">The children.</param>
    /// <param name="cancellationToken">Ends the waiting, not the children.</param>
    public static async Task WhenAll(this ActionContext context, IEnumerable<ChildAction> children, CancellationToken cancellationToken = default)
    {
        await foreach (ChildAction child in context.WhenEach(children, cancellationToken).ConfigureAwait(false))
        {
            await child.AsTask().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for all results, in the order of the children; the first failure is thrown at once, and its siblings run on.</summary>
    /// <typeparam name="TOutput">The results' type.</typeparam>
    /// <param name="context">The context of the attempt that waits.</param>
    /// <param name="children">The children.</param>
    /// <param name="cancellationToken">Ends the waiting, not the children.</param>
    public static async Task<TOutput[]> WhenAll<TOutput>(
        this ActionContext context, IEnumerable<ChildAction<TOutput>> children, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(children);
        ChildAction<TOutput>[] all = [.. children];
        await foreach (ChildAction<TOutput> child in context.WhenEach(all, cancellationToken).ConfigureAwait(false))
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
    /// <param name="cancellationToken">Ends the waiting, not the children.</param>
    public static async Task<ChildOutcome[]> WhenAllSettled(this ActionContext context, IEnumerable<ChildAction> children, CancellationToken cancellationToken = default)
    {
        ChildActionExtensions.Of(context).Token.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(children);
        List<ChildOutcome> outcomes = [];
        foreach (ChildAction child in children.ToArray())
        {
            outcomes.Add(new ChildOutcome(child, (await child.EndAsync().WaitAsync(cancellationToken).ConfigureAwait(false)).Error));
        }

        return [.. outcomes];
    }

    /// <inheritdoc cref="WhenAllSettled(ActionContext, IEnumerable{ChildAction}, CancellationToken)"/>
    /// <typeparam name="TOutput">The results' type.</typeparam>
    public static async Task<ChildOutcome<TOutput>[]> WhenAllSettled<TOutput>(
        this ActionContext context, IEnumerable<ChildAction<TOutput>> children, CancellationToken cancellationToken = default)
    {
        ChildActionExtensions.Of(context).Token.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(children);
        List<ChildOutcome<TOutput>> outcomes = [];
        foreach (ChildAction<TOutput> child in children.ToArray())
        {
            await child.EndAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            outcomes.Add(await OutcomeOf(child).ConfigureAwait(false));
        }

        return [.. outcomes];
    }

    /// <summary>A result that can't be read is an outcome too.</summary>
    private static async Task<ChildOutcome<TOutput>> OutcomeOf<TOutput>(ChildAction<TOutput> child)
    {
        try
        {
            return new ChildOutcome<TOutput>(child, await child.AsTask().ConfigureAwait(false), Error: null);
        }
        catch (Exception error) when (error is ActionException or OrchestrationException)
        {
            return new ChildOutcome<TOutput>(child, Result: default, error);
        }
    }
}
