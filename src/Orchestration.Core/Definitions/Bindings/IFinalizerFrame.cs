using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

/// <summary>What a binding needs from the finalizer's run that it serves.</summary>
internal interface IFinalizerFrame
{
    FinalizerContext Context { get; }

    /// <summary>The instance of a finalizer's class, from the run's service scope.</summary>
    T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class;
}
