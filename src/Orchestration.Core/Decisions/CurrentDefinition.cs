using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The registered definition of the execution's pipeline, as far as a decision needs it.</summary>
/// <param name="Fingerprint">Its fingerprint; null where no pipeline of that name is registered.</param>
/// <param name="Version">The version that it declares.</param>
/// <param name="Newest">The definition itself.</param>
internal readonly record struct CurrentDefinition(string? Fingerprint, string? Version = null, PipelineStructure? Newest = null)
{
    /// <summary>Retry and resume run what the execution started with, or nothing.</summary>
    public OrchestrationException? Check(ExecutionState state, Verb verb, Target target)
    {
        if (Fingerprint is null)
        {
            return OrchestrationException.Refuse(ErrorCode.DefinitionNotFound, verb, target, $"no pipeline '{state.Structure.Name}' is registered.");
        }

        return Fingerprint == state.Start.Fingerprint
            ? null
            : OrchestrationException.Refuse(ErrorCode.DefinitionChanged, verb, target, $"the registered definition (version {Version}) is not the one that it started with (version {state.Start.PipelineVersion}); structure, policies and version must be equal.");
    }
}
