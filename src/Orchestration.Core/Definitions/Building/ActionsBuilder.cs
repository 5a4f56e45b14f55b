using System.Diagnostics.CodeAnalysis;
using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Declares actions: in a stage one after the other, in a parallel group side by side. Not thread-safe.</summary>
public abstract class ActionsBuilder
{
    private protected ActionsBuilder(PipelineBuilder pipeline) => Pipeline = pipeline;

    internal PipelineBuilder Pipeline { get; }

    private protected abstract StageBuilder Stage { get; }

    /// <summary>Adds an action written as a delegate.</summary>
    /// <param name="name">Its name, unique in the stage.</param>
    /// <param name="code">What it does.</param>
    /// <param name="configure">Its settings.</param>
    public void Action(string name, Func<ActionContext, CancellationToken, Task> code, System.Action<ActionBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        Add(name, configure, TypeName.Delegate, new DelegateBinding(code), inputType: null, outputType: null);
    }

    /// <summary>Adds an action written as a delegate, with an output.</summary>
    /// <typeparam name="TOutput">The output's type; it is stored as JSON.</typeparam>
    /// <param name="name">Its name, unique in the stage.</param>
    /// <param name="code">What it does.</param>
    /// <param name="configure">Its settings.</param>
    public ActionRef<TOutput> Action<TOutput>(
        string name,
        Func<ActionContext, CancellationToken, Task<TOutput>> code,
        System.Action<ActionBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new ActionRef<TOutput>(
            Pipeline,
            Add(name, configure, TypeName.Delegate, new DelegateOutputBinding<TOutput>(code), inputType: null, typeof(TOutput)));
    }

    /// <summary>Adds an action written as a class.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them.</typeparam>
    /// <param name="name">Its name, unique in the stage.</param>
    /// <param name="configure">Its settings.</param>
    public void Action<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>(
        string name,
        System.Action<ActionBuilder>? configure = null)
        where TAction : class, IAction =>
        Add(name, configure, TypeName.Of<TAction>(), new ClassBinding<TAction>(), inputType: null, outputType: null);

    /// <summary>Adds an action written as a class, with an input.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them.</typeparam>
    /// <typeparam name="TInput">The input's type.</typeparam>
    /// <param name="name">Its name, unique in the stage.</param>
    /// <param name="input">The pipeline's input, or the output of an earlier action.</param>
    /// <param name="configure">Its settings.</param>
    public void Action<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(
        string name,
        ValueRef<TInput> input,
        System.Action<ActionBuilder>? configure = null)
        where TAction : class, IAction<TInput>
    {
        ArgumentNullException.ThrowIfNull(input);
        Add(name, configure, TypeName.Of<TAction>(), new ClassInputBinding<TAction, TInput>(input), InputOf(input), outputType: null);
    }

    /// <summary>Adds an action written as a class, with an input and an output.</summary>
    /// <typeparam name="TAction">The class; taken from the host's services, or built with them.</typeparam>
    /// <typeparam name="TInput">The input's type.</typeparam>
    /// <typeparam name="TOutput">The output's type; it is stored as JSON.</typeparam>
    /// <param name="name">Its name, unique in the stage.</param>
    /// <param name="input">The pipeline's input, or the output of an earlier action.</param>
    /// <param name="configure">Its settings.</param>
    public ActionRef<TOutput> Action<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(
        string name,
        ValueRef<TInput> input,
        System.Action<ActionBuilder>? configure = null)
        where TAction : class, IAction<TInput, TOutput>
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ActionRef<TOutput>(
            Pipeline,
            Add(name, configure, TypeName.Of<TAction>(), new ClassInputOutputBinding<TAction, TInput, TOutput>(input), InputOf(input), typeof(TOutput)));
    }

    /// <summary>
    /// Adds an approval: an action that waits until somebody approves or rejects. It runs no code and holds no thread. A rejection or an
    /// expiry is a failure that can't be retried, and the nearest strategy decides: under <see cref="FailureStrategy.Fail"/> stage and
    /// execution close as rejected or expired. Beware of a stage's or pipeline's <see cref="FailureStrategy.Ignore"/>, which goes on in
    /// spite of a no; say <c>OnFailure(FailureStrategy.Fail)</c> here then.
    /// </summary>
    /// <param name="name">Its name, unique in the stage.</param>
    /// <param name="configure">Its settings.</param>
    /// <returns>The answer, for later actions to read.</returns>
    public ActionRef<ApprovalAnswer> Approval(string name, System.Action<ApprovalBuilder>? configure = null)
    {
        ActionPlace place = Add(
            name,
            action =>
            {
                ApprovalBuilder approval = new(action);
                configure?.Invoke(approval);
            },
            TypeName.Approval,
            new ApprovalBinding(),
            inputType: null,
            outputType: null);
        return new ActionRef<ApprovalAnswer>(Pipeline, place);
    }

    private protected abstract void Add(ActionBuilder action);

    private static ActionInput InputOf<T>(ValueRef<T> input) => new(typeof(T), input.Owner, (input as ActionRef<T>)?.Place);

    private ActionPlace Add(
        string name,
        System.Action<ActionBuilder>? configure,
        string type,
        ActionBinding binding,
        ActionInput? inputType,
        Type? outputType)
    {
        ArgumentNullException.ThrowIfNull(name);
        ActionBuilder action = new(Stage, name, type, binding, inputType, outputType);
        Add(action);
        configure?.Invoke(action);
        return action.Place;
    }
}
