namespace Orchestration.Executions;

/// <summary>One action of an execution.</summary>
internal struct ActionState
{
    public ActionStatus Status;

    /// <summary>Its newest attempt; null before the first.</summary>
    public ActionStarted? Started;

    /// <summary>How it closed, an <see cref="ActionClosed"/> or <see cref="ActionReused"/>; null while it is open.</summary>
    public ActionEvent? Closed;

    public readonly int Attempt => Started?.Attempt ?? 0;

    public readonly Payload? Output => Closed switch
    {
        ActionClosed closed => closed.Output,
        ActionReused reused => reused.Output,
        _ => null,
    };
}
