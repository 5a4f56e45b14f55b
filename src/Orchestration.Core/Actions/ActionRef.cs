namespace Orchestration;

/// <summary>The output of an action, by reference. Read it with <see cref="ActionContext.Output{T}"/>, or give it as another action's input.</summary>
/// <typeparam name="T">The output's type.</typeparam>
public sealed class ActionRef<T> : ValueRef<T>
{
    internal ActionRef(object owner, ActionPlace place)
        : base(owner) => Place = place;

    /// <summary>The action's name as <c>stage/action</c>.</summary>
    public string Name => Place.Name;

    internal ActionPlace Place { get; }
}
