namespace Orchestration.Executions;

/// <summary>What most executions never have, in one object that they don't have either.</summary>
internal sealed class RareState
{
    public ExecutionContinued? ContinuedBy { get; set; }

    public List<ApprovalState>? Approvals { get; set; }

    public List<ActionRetrying>? Retries { get; set; }

    public DefinitionMissing? Missing { get; set; }

    public List<ActionIntent>? Intents { get; set; }

    public List<InterventionRequested>? Interventions { get; set; }

    public List<ActionClock>? Clocks { get; set; }

    public List<PauseInterval>? Pauses { get; set; }

    public StageMark? Mark { get; set; }

    public RollbackState? Rollback { get; set; }

    public SortedDictionary<int, RolledBackAction>? RolledBack { get; set; }

    public FinalizingStarted? Finish { get; set; }

    public List<FinalizerEnded>? Finalizers { get; set; }

    public ReleaseRequested? Release { get; set; }

    public CleanupStep? Step { get; set; }

    public RareState Clone()
    {
        RareState copy = (RareState)MemberwiseClone();
        copy.Approvals = Approvals is null ? null : [.. Approvals];
        copy.Retries = Retries is null ? null : [.. Retries];
        copy.Intents = Intents is null ? null : [.. Intents];
        copy.Interventions = Interventions is null ? null : [.. Interventions];
        copy.Clocks = Clocks is null ? null : [.. Clocks];
        copy.Pauses = Pauses is null ? null : [.. Pauses];
        copy.RolledBack = RolledBack is null ? null : new SortedDictionary<int, RolledBackAction>(RolledBack);
        copy.Finalizers = Finalizers is null ? null : [.. Finalizers];
        return copy;
    }
}
