using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;

namespace Orchestration;

/// <summary>
/// Runs one child action for each item of a sequence. The key of each is that of the call and the item's index, such as <c>train-1[7]</c>, so
/// the same sequence finds the same results again after a crash. The items are taken one by one, as children begin. Thread-safe.
/// </summary>
public static class ChildForEachExtensions
{
    /// <summary>Runs a delegate for each item, and returns the results in the order of the items.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <typeparam name="TOutput">The results' type; they are stored as JSON.</typeparam>
    /// <param name="context">The context of the attempt that runs them.</param>
    /// <param name="name">What each is called.</param>
    /// <param name="items">The items.</param>
    /// <param name="code">What each does.</param>
    /// <param name="maxParallel">How many run at once: at least 1; as many as there are by default.</param>
    /// <param name="options">The settings of each; a key is that of the call.</param>
    /// <exception cref="ActionException">The first failure. No item is begun behind it, and those that run run on.</exception>
    public static async Task<TOutput[]> ForEachAsync<TItem, TOutput>(
        this ActionContext context,
        string name,
        IEnumerable<TItem> items,
        Func<TItem, ActionContext, CancellationToken, Task<TOutput>> code,
        int maxParallel = int.MaxValue,
        ChildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        return await context.WhenAll(await RunAsync(
            context,
            items,
            name,
            maxParallel,
            options,
            item => ChildCodes.Of(name, (child, cancellationToken) => code(item, child, cancellationToken)),
            static child => new ChildAction<TOutput>(child)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Runs a delegate for each item.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="context">The context of the attempt that runs them.</param>
    /// <param name="name">What each is called.</param>
    /// <param name="items">The items.</param>
    /// <param name="code">What each does.</param>
    /// <param name="maxParallel">How many run at once: at least 1; as many as there are by default.</param>
    /// <param name="options">The settings of each; a key is that of the call.</param>
    /// <exception cref="ActionException">The first failure. No item is begun behind it, and those that run run on.</exception>
    public static async Task ForEachAsync<TItem>(
        this ActionContext context,
        string name,
        IEnumerable<TItem> items,
        Func<TItem, ActionContext, CancellationToken, Task> code,
        int maxParallel = int.MaxValue,
        ChildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        await context.WhenAll(await RunAsync(
            context,
            items,
            name,
            maxParallel,
            options,
            item => ChildCodes.Of(name, (child, cancellationToken) => code(item, child, cancellationToken)),
            static child => new ChildAction(child)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Runs a class for each item, and returns the results in the order of the items.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <typeparam name="TInput">The items' type; they are stored as JSON.</typeparam>
    /// <typeparam name="TOutput">The results' type; they are stored as JSON.</typeparam>
    /// <param name="context">The context of the attempt that runs them.</param>
    /// <param name="items">The items.</param>
    /// <param name="maxParallel">How many run at once: at least 1; as many as there are by default.</param>
    /// <param name="options">The settings of each; a key is that of the call.</param>
    /// <exception cref="ActionException">The first failure. No item is begun behind it, and those that run run on.</exception>
    public static async Task<TOutput[]> ForEachAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
        this ActionContext context, IEnumerable<TInput> items, int maxParallel = int.MaxValue, ChildOptions? options = null)
        where TAction : class, IAction<TInput, TOutput>
    {
        IChildren children = ChildActionExtensions.Of(context);
        return await context.WhenAll(await RunAsync(
            context,
            items,
            typeof(TAction).Name,
            maxParallel,
            options,
            item => ChildCodes.Of<TAction, TInput, TOutput>(children, item),
            static child => new ChildAction<TOutput>(child)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task<List<TChild>> RunAsync<TItem, TChild>(
        ActionContext context,
        IEnumerable<TItem> items,
        string name,
        int maxParallel,
        ChildOptions? options,
        Func<TItem, ChildCode> describe,
        Func<IChild, TChild> wrap)
        where TChild : ChildAction
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallel, 1);
        IChildren children = ChildActionExtensions.Of(context);
        ChildOptions each = options ?? ChildOptions.Default;
        string key = each.Key ?? children.NextKey(each.Name ?? name);
        Slots slots = new(maxParallel);
        List<TChild> started = [];
        foreach (TItem item in items)
        {
            await slots.Free.WaitAsync(children.Token).ConfigureAwait(false);
            if (slots.HasFailed)
            {
                break;
            }

            TChild child = wrap(await children.StartAsync(describe(item), each with { Key = $"{key}[{started.Count}]" }).ConfigureAwait(false));
            started.Add(child);
            slots.FreeBehind(child);
        }

        return started;
    }

    /// <summary>How many may run, and whether one has failed. A child that nobody may wait for any more frees its slot too.</summary>
    private sealed class Slots(int count)
    {
        private bool _hasFailed;

        public SemaphoreSlim Free { get; } = new(count);

        public bool HasFailed => Volatile.Read(ref _hasFailed);

        public void FreeBehind(ChildAction child) => _ = child.EndAsync().ContinueWith(
            end =>
            {
                if (!end.IsCompletedSuccessfully || end.Result.Error is not null)
                {
                    Volatile.Write(ref _hasFailed, true);
                }

                Free.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
