namespace Orchestration.Decisions;

/// <summary>What became of a command.</summary>
/// <param name="Refusal">Why it was refused; null if it was not.</param>
/// <param name="Receipt">The command whose receipt answers it; null where there is no effect to speak of.</param>
internal readonly record struct Verdict(OrchestrationException? Refusal, Guid? Receipt = null)
{
    public static Verdict NoEffect => default;

    public static Verdict Of(Guid receipt) => new(null, receipt);

    public static implicit operator Verdict(OrchestrationException refusal) => new(refusal);
}
