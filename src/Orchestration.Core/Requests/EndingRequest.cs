namespace Orchestration;

/// <summary>What every request has in common that asks something to end.</summary>
public abstract record EndingRequest : CommandRequest
{
    private protected EndingRequest(StopMode mode) => Mode = mode;

    /// <summary>
    /// What happens to actions in flight. By default <see cref="StopMode.Wait"/> for an execution or a stage, <see cref="StopMode.Cancel"/> for
    /// one action and where something is marked as failed.
    /// </summary>
    public StopMode Mode { get; init; }

    /// <summary>How long signalled actions have to return before they are abandoned; zero is allowed. The option's default (30 seconds) where null.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>With <see cref="StopMode.Wait"/>: after this time what still runs is cancelled. Never by default.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What a repetition or a closed target gives; a refusal by default.</summary>
    public OnDuplicate OnDuplicate { get; init; }
}
