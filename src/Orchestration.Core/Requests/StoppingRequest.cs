namespace Orchestration;

/// <summary>What a stop and an abort have in common.</summary>
public abstract record StoppingRequest : EndingRequest
{
    private protected StoppingRequest()
        : base(StopMode.Wait)
    {
    }

    /// <summary>Runs the finalizers although the execution is stopped or aborted; false by default.</summary>
    public bool RunFinalizers { get; init; }
}
