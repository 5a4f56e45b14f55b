namespace Orchestration;

/// <summary>A value that an action can be given: the pipeline's input, or the output of an earlier action.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract class ValueRef<T>
{
    private protected ValueRef(object owner) => Owner = owner;

    /// <summary>The builder that made it; a reference from another pipeline is a definition error.</summary>
    internal object Owner { get; }
}
