namespace Orchestration;

/// <summary>Lets receipts wait.</summary>
internal interface IReceiptSource
{
    Task EffectiveAsync(ExecutionId execution, Guid command, CancellationToken cancellationToken);

    /// <summary>How the execution stands now: the settlement of a command without effect.</summary>
    Task<Settlement> StandingAsync(ExecutionId execution, CancellationToken cancellationToken);

    Task<Settlement> SettledAsync(ExecutionId execution, Guid command, CancellationToken cancellationToken);
}
