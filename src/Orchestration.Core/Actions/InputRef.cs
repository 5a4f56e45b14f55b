namespace Orchestration;

/// <summary>The input of a pipeline.</summary>
/// <typeparam name="T">Its type.</typeparam>
public sealed class InputRef<T> : ValueRef<T>
{
    internal InputRef(object owner)
        : base(owner)
    {
    }
}
