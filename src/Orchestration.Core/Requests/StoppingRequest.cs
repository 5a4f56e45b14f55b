namespace Orchestration;

/// <summary>What a stop and an abort have in common.</summary>
public abstract record StoppingRequest : CommandRequest
{
    /// <summary>What happens to actions in flight; <see cref="StopMode.Wait"/> by default.</summary>
    public StopMode Mode { get; init; } = StopMode.Wait;

    /// <summary>How long signalled actions have to return before they are abandoned; zero is allowed. The option's default (30 seconds) where null.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>With <see cref="StopMode.Wait"/>: after this time what still runs is cancelled. Never by default.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What a repetition or a closed target gives; a refusal by default.</summary>
    public OnDuplicate OnDuplicate { get; init; }
}
