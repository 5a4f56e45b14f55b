using System.Diagnostics.CodeAnalysis;

namespace Orchestration.Definitions;

/// <summary>What a binding needs from the rollback that it serves.</summary>
internal interface IRollbackFrame
{
    RollbackContext Context { get; }

    /// <summary>The instance of a class action, from the rollback's service scope.</summary>
    T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class;
}
