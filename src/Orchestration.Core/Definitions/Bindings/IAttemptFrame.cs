using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

/// <summary>What a binding needs from the attempt that it serves.</summary>
internal interface IAttemptFrame
{
    ActionContext Context { get; }

    /// <summary>The value of a reference.</summary>
    T Read<T>(ValueRef<T> reference);

    /// <summary>A child's input.</summary>
    T Parse<T>(Payload input);

    /// <summary>Serializes the output; a value that can't be written is the attempt's failure.</summary>
    void Return<T>(T output);

    /// <summary>The instance of a class action, from the attempt's service scope.</summary>
    T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class;
}
