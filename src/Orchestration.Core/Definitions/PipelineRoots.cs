using System.Diagnostics.CodeAnalysis;

namespace Orchestration;

/// <summary>The ways to define a root run.</summary>
public partial class Pipeline
{
    /// <summary>Defines a root run (Flyte: run): plain code that starts the other actions and waits for them.</summary>
    /// <param name="name">Its name: 1 to 100 characters, no slash, no control characters, no space at either end.</param>
    /// <param name="code">What its one action does. After a crash it runs again, and finds what its children have done by their keys.</param>
    /// <param name="configure">Its settings.</param>
    /// <exception cref="DefinitionException">The definition has errors; all are listed.</exception>
    public static Pipeline Root(string name, Func<ActionContext, CancellationToken, Task> code, System.Action<RootBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        PipelineBuilder builder = new(name, inputType: null);
        return builder.BuildRoot(name, (stage, settings) => stage.Action(RootBuilder.ActionName, code, settings), configure, parts => new Pipeline(parts));
    }

    /// <summary>Defines a root run with a result.</summary>
    /// <typeparam name="TOutput">The result's type; it is stored as JSON.</typeparam>
    /// <inheritdoc cref="Root(string, Func{ActionContext, CancellationToken, Task}, System.Action{RootBuilder}?)"/>
    public static RootPipeline<TOutput> Root<TOutput>(
        string name, Func<ActionContext, CancellationToken, Task<TOutput>> code, System.Action<RootBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        PipelineBuilder builder = new(name, inputType: null);
        return builder.BuildRoot(
            name, (stage, settings) => stage.Action(RootBuilder.ActionName, code, settings), configure, parts => new RootPipeline<TOutput>(parts));
    }

    /// <summary>Defines a root run with an input.</summary>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <inheritdoc cref="Root(string, Func{ActionContext, CancellationToken, Task}, System.Action{RootBuilder}?)"/>
    public static Pipeline<TInput> Root<TInput>(
        string name, Func<ActionContext, TInput, CancellationToken, Task> code, System.Action<RootBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        PipelineBuilder<TInput> builder = new(name);
        return builder.BuildRoot(
            name,
            (stage, settings) => stage.Action(
                RootBuilder.ActionName, (context, cancellationToken) => code(context, context.Input<TInput>(), cancellationToken), settings),
            configure,
            parts => new Pipeline<TInput>(parts));
    }

    /// <summary>Defines a root run with an input and a result.</summary>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <typeparam name="TOutput">The result's type; it is stored as JSON.</typeparam>
    /// <inheritdoc cref="Root(string, Func{ActionContext, CancellationToken, Task}, System.Action{RootBuilder}?)"/>
    public static Pipeline<TInput, TOutput> Root<TInput, TOutput>(
        string name, Func<ActionContext, TInput, CancellationToken, Task<TOutput>> code, System.Action<RootBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        PipelineBuilder<TInput> builder = new(name);
        return builder.BuildRoot(
            name,
            (stage, settings) => stage.Action(
                RootBuilder.ActionName, (context, cancellationToken) => code(context, context.Input<TInput>(), cancellationToken), settings),
            configure,
            parts => new Pipeline<TInput, TOutput>(parts));
    }

    /// <summary>Defines a root run whose code is a class.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <param name="name">Its name: 1 to 100 characters, no slash, no control characters, no space at either end.</param>
    /// <param name="configure">Its settings.</param>
    /// <exception cref="DefinitionException">The definition has errors; all are listed.</exception>
    public static Pipeline Root<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>(string name, System.Action<RootBuilder>? configure = null)
        where TAction : class, IAction
    {
        PipelineBuilder builder = new(name, inputType: null);
        return builder.BuildRoot(name, (stage, settings) => stage.Action<TAction>(RootBuilder.ActionName, settings), configure, parts => new Pipeline(parts));
    }

    /// <summary>Defines a root run with an input, whose code is a class.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <param name="name">Its name: 1 to 100 characters, no slash, no control characters, no space at either end.</param>
    /// <param name="configure">Its settings.</param>
    /// <exception cref="DefinitionException">The definition has errors; all are listed.</exception>
    public static Pipeline<TInput> Root<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(
        string name, System.Action<RootBuilder>? configure = null)
        where TAction : class, IAction<TInput>
    {
        PipelineBuilder<TInput> builder = new(name);
        return builder.BuildRoot(
            name, (stage, settings) => stage.Action<TAction, TInput>(RootBuilder.ActionName, builder.Input, settings), configure, parts => new Pipeline<TInput>(parts));
    }

    /// <summary>Defines a root run with an input and a result, whose code is a class.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them, for each attempt.</typeparam>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <typeparam name="TOutput">The result's type; it is stored as JSON.</typeparam>
    /// <param name="name">Its name: 1 to 100 characters, no slash, no control characters, no space at either end.</param>
    /// <param name="configure">Its settings.</param>
    /// <exception cref="DefinitionException">The definition has errors; all are listed.</exception>
    public static Pipeline<TInput, TOutput> Root<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
        string name, System.Action<RootBuilder>? configure = null)
        where TAction : class, IAction<TInput, TOutput>
    {
        PipelineBuilder<TInput> builder = new(name);
        return builder.BuildRoot(
            name,
            (stage, settings) => stage.Action<TAction, TInput, TOutput>(RootBuilder.ActionName, builder.Input, settings),
            configure,
            parts => new Pipeline<TInput, TOutput>(parts));
    }
}
