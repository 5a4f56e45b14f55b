using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;

namespace Orchestration;

/// <summary>
/// Starts child actions from the code of an action (Flyte: tasks that call tasks). A start returns a handle at once; the child's code runs once the
/// start is stored. What is refused faults the handle: <see cref="ErrorCode.ScopeClosed"/> where the scope ends or has ended,
/// <see cref="ErrorCode.DuplicateKey"/>, <see cref="ErrorCode.ResultTypeChanged"/>, <see cref="ErrorCode.InvalidRequest"/>. A start inside a
/// signalled attempt throws an <see cref="OperationCanceledException"/>, and one whose input can't be written an <see cref="OrchestrationException"/>. At
/// most 1,000 starts of one attempt wait to be stored: the next <c>Start</c> blocks until there is room, where <c>StartAsync</c>, <c>RunAsync</c> and
/// <c>ForEachAsync</c> wait without a thread. Awaiting the handle awaits the child's end; a child that nobody awaits is aborted when the root of its tree
/// ends, unless its <see cref="ChildOptions.Lifetime"/> says otherwise. Thread-safe.
/// </summary>
public static class ChildActionExtensions
{
    /// <summary>Starts a child written as a delegate.</summary>
    /// <param name="context">The context of the attempt that starts it.</param>
    /// <param name="name">What it is called, and its key together with its position; see <see cref="ChildOptions.Key"/>.</param>
    /// <param name="code">What it does.</param>
    /// <param name="options">Its settings.</param>
    public static ChildAction Start(
        this ActionContext context, string name, Func<ActionContext, CancellationToken, Task> code, ChildOptions? options = null) =>
        new(Of(context).Start(ChildCodes.Of(name, code), options ?? ChildOptions.Default));

    /// <summary>Starts a child written as a delegate, with a result.</summary>
    /// <typeparam name="TOutput">The result's type; it is stored as JSON.</typeparam>
    /// <param name="context">The context of the attempt that starts it.</param>
    /// <param name="name">What it is called, and its key together with its position; see <see cref="ChildOptions.Key"/>.</param>
    /// <param name="code">What it does.</param>
    /// <param name="options">Its settings.</param>
    public static ChildAction<TOutput> Start<TOutput>(
        this ActionContext context, string name, Func<ActionContext, CancellationToken, Task<TOutput>> code, ChildOptions? options = null) =>
        new(Of(context).Start(ChildCodes.Of(name, code), options ?? ChildOptions.Default));

    /// <summary>Starts a child written as a class.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <param name="context">The context of the attempt that starts it.</param>
    /// <param name="options">Its settings.</param>
    public static ChildAction Start<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>(
        this ActionContext context, ChildOptions? options = null)
        where TAction : class, IAction =>
        new(Of(context).Start(ChildCodes.Of<TAction>(), options ?? ChildOptions.Default));

    /// <summary>Starts a child written as a class, with an input.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <param name="context">The context of the attempt that starts it.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">Its settings.</param>
    public static ChildAction Start<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(
        this ActionContext context, TInput input, ChildOptions? options = null)
        where TAction : class, IAction<TInput> =>
        new(Of(context).Start(ChildCodes.Of<TAction, TInput>(Of(context), input), options ?? ChildOptions.Default));

    /// <summary>Starts a child written as a class, with an input and a result.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <typeparam name="TOutput">The result's type; it is stored as JSON.</typeparam>
    /// <param name="context">The context of the attempt that starts it.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">Its settings.</param>
    public static ChildAction<TOutput> Start<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
        this ActionContext context, TInput input, ChildOptions? options = null)
        where TAction : class, IAction<TInput, TOutput> =>
        new(Of(context).Start(ChildCodes.Of<TAction, TInput, TOutput>(Of(context), input), options ?? ChildOptions.Default));

    /// <summary>Starts a child written as a delegate; where 1,000 starts wait to be stored it waits until there is room, without a thread.</summary>
    /// <inheritdoc cref="Start(ActionContext, string, Func{ActionContext, CancellationToken, Task}, ChildOptions?)"/>
    public static async ValueTask<ChildAction> StartAsync(
        this ActionContext context, string name, Func<ActionContext, CancellationToken, Task> code, ChildOptions? options = null) =>
        new(await Of(context).StartAsync(ChildCodes.Of(name, code), options ?? ChildOptions.Default).ConfigureAwait(false));

    /// <summary>Starts a child written as a delegate; where 1,000 starts wait to be stored it waits until there is room, without a thread.</summary>
    /// <inheritdoc cref="Start{TOutput}(ActionContext, string, Func{ActionContext, CancellationToken, Task{TOutput}}, ChildOptions?)"/>
    public static async ValueTask<ChildAction<TOutput>> StartAsync<TOutput>(
        this ActionContext context, string name, Func<ActionContext, CancellationToken, Task<TOutput>> code, ChildOptions? options = null) =>
        new(await Of(context).StartAsync(ChildCodes.Of(name, code), options ?? ChildOptions.Default).ConfigureAwait(false));

    /// <summary>Starts a child written as a class; where 1,000 starts wait to be stored it waits until there is room, without a thread.</summary>
    /// <inheritdoc cref="Start{TAction}(ActionContext, ChildOptions?)"/>
    public static async ValueTask<ChildAction> StartAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>(
        this ActionContext context, ChildOptions? options = null)
        where TAction : class, IAction =>
        new(await Of(context).StartAsync(ChildCodes.Of<TAction>(), options ?? ChildOptions.Default).ConfigureAwait(false));

    /// <summary>Starts a child written as a class, with an input; where 1,000 starts wait to be stored it waits until there is room, without a thread.</summary>
    /// <inheritdoc cref="Start{TAction, TInput}(ActionContext, TInput, ChildOptions?)"/>
    public static async ValueTask<ChildAction> StartAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(
        this ActionContext context, TInput input, ChildOptions? options = null)
        where TAction : class, IAction<TInput> =>
        new(await Of(context).StartAsync(ChildCodes.Of<TAction, TInput>(Of(context), input), options ?? ChildOptions.Default).ConfigureAwait(false));

    /// <summary>Starts a child written as a class, with an input; where 1,000 starts wait to be stored it waits until there is room, without a thread.</summary>
    /// <inheritdoc cref="Start{TAction, TInput, TOutput}(ActionContext, TInput, ChildOptions?)"/>
    public static async ValueTask<ChildAction<TOutput>> StartAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
        this ActionContext context, TInput input, ChildOptions? options = null)
        where TAction : class, IAction<TInput, TOutput> =>
        new(await Of(context).StartAsync(ChildCodes.Of<TAction, TInput, TOutput>(Of(context), input), options ?? ChildOptions.Default).ConfigureAwait(false));

    /// <summary>Starts a child written as a delegate and waits for its end.</summary>
    /// <inheritdoc cref="Start(ActionContext, string, Func{ActionContext, CancellationToken, Task}, ChildOptions?)"/>
    public static async Task RunAsync(
        this ActionContext context, string name, Func<ActionContext, CancellationToken, Task> code, ChildOptions? options = null) =>
        await (await context.StartAsync(name, code, options).ConfigureAwait(false)).AsTask().ConfigureAwait(false);

    /// <summary>Starts a child written as a delegate and waits for its result.</summary>
    /// <inheritdoc cref="Start{TOutput}(ActionContext, string, Func{ActionContext, CancellationToken, Task{TOutput}}, ChildOptions?)"/>
    public static async Task<TOutput> RunAsync<TOutput>(
        this ActionContext context, string name, Func<ActionContext, CancellationToken, Task<TOutput>> code, ChildOptions? options = null) =>
        await (await context.StartAsync(name, code, options).ConfigureAwait(false)).AsTask().ConfigureAwait(false);

    /// <summary>Starts a child written as a class and waits for its end.</summary>
    /// <inheritdoc cref="Start{TAction}(ActionContext, ChildOptions?)"/>
    public static async Task RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>(
        this ActionContext context, ChildOptions? options = null)
        where TAction : class, IAction =>
        await (await context.StartAsync<TAction>(options).ConfigureAwait(false)).AsTask().ConfigureAwait(false);

    /// <summary>Starts a child written as a class, with an input and waits for its end.</summary>
    /// <inheritdoc cref="Start{TAction, TInput}(ActionContext, TInput, ChildOptions?)"/>
    public static async Task RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(
        this ActionContext context, TInput input, ChildOptions? options = null)
        where TAction : class, IAction<TInput> =>
        await (await context.StartAsync<TAction, TInput>(input, options).ConfigureAwait(false)).AsTask().ConfigureAwait(false);

    /// <summary>Starts a child written as a class, with an input and waits for its result.</summary>
    /// <inheritdoc cref="Start{TAction, TInput, TOutput}(ActionContext, TInput, ChildOptions?)"/>
    public static async Task<TOutput> RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
        this ActionContext context, TInput input, ChildOptions? options = null)
        where TAction : class, IAction<TInput, TOutput> =>
        await (await context.StartAsync<TAction, TInput, TOutput>(input, options).ConfigureAwait(false)).AsTask().ConfigureAwait(false);

    internal static IChildren Of(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Children as IChildren ?? throw new InvalidOperationException("This context was not made by an engine.");
    }
}
