using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

/// <summary>Describes what a child runs, for each way to write it.</summary>
internal static class ChildCodes
{
    public static ChildCode Of(string name, Func<ActionContext, CancellationToken, Task> code)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(code);
        return new ChildCode(name, TypeName.Delegate, new DelegateBinding(code));
    }

    public static ChildCode Of<TOutput>(string name, Func<ActionContext, CancellationToken, Task<TOutput>> code)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(code);
        return new ChildCode(name, TypeName.Delegate, new DelegateOutputBinding<TOutput>(code), Output: typeof(TOutput));
    }

    public static ChildCode Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction>()
        where TAction : class, IAction =>
        new(typeof(TAction).Name, TypeName.Of<TAction>(), new ClassBinding<TAction>());

    public static ChildCode Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput>(IChildren children, TInput input)
        where TAction : class, IAction<TInput>
    {
        Payload json = children.Write(input);
        return new ChildCode(typeof(TAction).Name, TypeName.Of<TAction>(), new ChildInputBinding<TAction, TInput>(json), json);
    }

    public static ChildCode Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAction, TInput, TOutput>(IChildren children, TInput input)
        where TAction : class, IAction<TInput, TOutput>
    {
        Payload json = children.Write(input);
        return new ChildCode(typeof(TAction).Name, TypeName.Of<TAction>(), new ChildInputOutputBinding<TAction, TInput, TOutput>(json), json, typeof(TOutput));
    }
}
