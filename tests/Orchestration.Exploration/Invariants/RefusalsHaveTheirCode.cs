using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>A verb is accepted where the specification accepts it, and otherwise refused with the code that it names.</summary>
internal sealed class RefusalsHaveTheirCode : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Move is not VerbMove verb)
        {
            return null;
        }

        ErrorCode[] expected = Expected.Of(verb, step.World, step.Before);
        if (step.Verdict.Refusal is not { } refusal)
        {
            return expected.Length == 0 ? null : $"it was accepted; expected {string.Join(" or ", expected)}.";
        }

        return expected.Contains(refusal.Code) ? null
            : $"it was refused with {refusal.Code}; expected {(expected.Length == 0 ? "acceptance" : string.Join(" or ", expected))}.";
    }
}
