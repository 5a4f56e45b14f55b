namespace Orchestration.Executions;

/// <summary>What most executions never have, in one object that they don't have either.</summary>
internal sealed class RareState
{
    public ExecutionContinued? ContinuedBy { get; set; }

    public List<ApprovalState>? Approvals { get; set; }

    public SortedDictionary<int, ActionRetrying>? Retries { get; set; }

    public DefinitionMissing? Missing { get; set; }

    public SortedDictionary<int, ActionIntent>? Intents { get; set; }

    public List<InterventionRequested>? Interventions { get; set; }

    public SortedDictionary<int, ActionClock>? Clocks { get; set; }

    public List<PauseInterval>? Pauses { get; set; }

    public StageMark? Mark { get; set; }

    public RollbackState? Rollback { get; set; }

    public SortedDictionary<int, RolledBackAction>? RolledBack { get; set; }

    public FinalizingStarted? Finish { get; set; }

    public List<FinalizerEnded>? Finalizers { get; set; }

    public ReleaseRequested? Release { get; set; }

    public CleanupStep? Step { get; set; }

    public SortedDictionary<int, ProgressReported>? Progress { get; set; }

    public SortedSet<(long Ticks, int Action)>? Timeouts { get; set; }

    public IReadOnlyDictionary<(string Stage, string Action), CarriedResult>? Carried { get; set; }

    public SortedDictionary<int, int>? Fresh { get; set; }

    public RareState Clone()
    {
        RareState copy = (RareState)MemberwiseClone();
        copy.Approvals = Approvals is null ? null : [.. Approvals];
        copy.Retries = Retries is null ? null : new SortedDictionary<int, ActionRetrying>(Retries);
        copy.Intents = Intents is null ? null : new SortedDictionary<int, ActionIntent>(Intents);
        copy.Interventions = Interventions is null ? null : [.. Interventions];
        copy.Clocks = Clocks is null ? null : new SortedDictionary<int, ActionClock>(Clocks);
        copy.Pauses = Pauses is null ? null : [.. Pauses];
        copy.RolledBack = RolledBack is null ? null : new SortedDictionary<int, RolledBackAction>(RolledBack);
        copy.Timeouts = Timeouts is null ? null : new SortedSet<(long, int)>(Timeouts);
        copy.Progress = Progress is null ? null : new SortedDictionary<int, ProgressReported>(Progress);
        copy.Fresh = Fresh is null ? null : new SortedDictionary<int, int>(Fresh);
        copy.Finalizers = Finalizers is null ? null : [.. Finalizers];
        return copy;
    }
}
