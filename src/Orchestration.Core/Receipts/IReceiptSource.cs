namespace Orchestration;

/// <summary>Lets receipts wait.</summary>
internal interface IReceiptSource
{
    Task EffectiveAsync(ExecutionId execution, Guid command, CancellationToken cancellationToken);

    Task<Settlement> SettledAsync(ExecutionId execution, Guid command, CancellationToken cancellationToken);
}
