namespace Orchestration;

/// <summary>
/// The durable record of an accepted command. It can be awaited, and found again by its id, after a restart too. Thread-safe.
/// </summary>
public sealed class Receipt
{
    private readonly IReceiptSource _source;

    internal Receipt(IReceiptSource source, ExecutionId execution, CommandSnapshot command, ExecutionStatus status, bool hasEffect = true)
    {
        _source = source;
        Execution = execution;
        Command = command;
        Status = status;
        HasEffect = hasEffect;
    }

    /// <summary>The command's id.</summary>
    public Guid CommandId => Command.Id;

    /// <summary>The execution that accepted it.</summary>
    public ExecutionId Execution { get; }

    /// <summary>The command as it stood when the receipt was made.</summary>
    public CommandSnapshot Command { get; }

    /// <summary>The status that the command led to.</summary>
    public ExecutionStatus Status { get; }

    /// <summary>False where nothing was left to do, and the caller asked for <see cref="OnDuplicate.ReturnExisting"/>.</summary>
    public bool HasEffect { get; }

    /// <summary>Waits until the command's immediate effects are stored and signalled.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.HostStopped"/>: the host was stopped first.</exception>
    public Task EffectiveAsync(CancellationToken cancellationToken = default) =>
        HasEffect ? _source.EffectiveAsync(Execution, CommandId, cancellationToken) : Task.CompletedTask;

    /// <summary>Waits until the scope that the command addressed is closed; for a pause until it is paused, for a release until each resource was tried. A receipt without effect is settled already.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.HostStopped"/>: the host was stopped first.</exception>
    public Task<Settlement> SettledAsync(CancellationToken cancellationToken = default) =>
        HasEffect ? _source.SettledAsync(Execution, CommandId, cancellationToken) : _source.StandingAsync(Execution, cancellationToken);
}
