using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Snapshots;

/// <summary>Copies a state for readers.</summary>
internal static class Snapshot
{
    /// <param name="state">The state behind a commit.</param>
    /// <param name="epoch">The present owner's epoch: orphans of earlier owners don't run any more.</param>
    public static ExecutionSnapshot Of(ExecutionState state, long epoch) => new()
    {
        Summary = Summarize.Of(state),
        Version = state.Version,
        Input = state.Start.Input,
        Stages = [.. state.Structure.Stages.Select(stage => OfStage(state, stage, epoch))],
        Commands = [OfStart(state), .. state.Commands.Select(OfCommand)],
        Resources = [.. state.Resources.Select(resource => OfResource(state.Id, resource))],
        Intent = state.Intent is { } intent ? OfIntent(intent) : null,
        Finalizers = SnapshotOfCleanup.Finalizers(state),
        Rollback = SnapshotOfCleanup.Rollback(state),
        ExpiresAt = LimitClock.OfPipeline(state),
        Orphans = [.. state.Orphans.Select(orphan => OfOrphan(orphan, epoch))],
        ContinuedBy = state.ContinuedBy?.By,
    };

    public static CommandSnapshot OfCommand(AcceptedCommand command) => new(
        command.Id, command.Verb, command.Stage, command.Actor, command.Reason, command.At, command.EffectiveAt, command.Settled?.At, command.Action, command.SupersededBy);

    /// <summary>The command that created the execution; it settles with the execution's close.</summary>
    public static CommandSnapshot OfStart(ExecutionState state) => new(
        state.Start.CommandId,
        state.Start.Lineage.ResumedFrom is not null ? Verb.Resume : state.Start.Reapplies is not null ? Verb.Reapply : state.Start.Rerun is not null ? Verb.Rerun : Verb.Start,
        state.Start.Lineage.FromStage,
        state.Start.Actor,
        state.Start.Reason,
        state.Start.At,
        state.Start.At,
        state.Closed?.At);

    public static Resource OfResource(ExecutionId execution, ResourceState resource)
    {
        ResourceRegistered e = resource.Registered;
        return new Resource(e.Kind, e.Key, e.Data, execution, e.Stage, e.Action, e.Attempt, e.At)
        {
            ReleasedAt = resource.IsReleased ? resource.Release!.At : null,
            ReleaseFailure = resource.Release?.Failure,
        };
    }

    public static Orphan OfOrphan(OrphanState orphan, long epoch) => new(
        orphan.Attempt.Stage,
        orphan.Attempt.Action,
        orphan.Attempt.Attempt,
        orphan.AbandonedAt,
        orphan.Returned is null && orphan.Epoch == epoch,
        orphan.Returned?.At,
        orphan.Returned?.Failure)
    {
        IsRollback = orphan.IsRollback,
    };

    private static StageSnapshot OfStage(ExecutionState state, StageStructure structure, long epoch)
    {
        StageState stage = state.Stages[structure.Index];
        return new StageSnapshot
        {
            Name = structure.Name,
            Status = stage.Status,
            WaitsFor = stage.Status == StageStatus.Waiting ? stage.WaitsFor : null,
            Orphans = [.. state.Orphans.Where(orphan => orphan.Attempt.Stage == structure.Name).Select(orphan => OfOrphan(orphan, epoch))],
            Labels = structure.Labels,
            EnteredAt = stage.EnteredAt,
            ClosedAt = stage.Closed?.At,
            Reason = stage.Closed?.Reason,
            Failure = stage.Closed?.Failure,
            Retries = stage.Retries,
            IsRolledBack = stage.IsRolledBack,
            IsMarkedFailed = state.Mark is not null && structure.Index == state.CurrentStage,
            ExpiresAt = structure.Index == state.CurrentStage ? LimitClock.OfStage(state) : null,
            CommandId = stage.Closed?.CommandId,
            Actions =
            [
                .. Enumerable.Range(structure.FirstAction, structure.ActionCount)
                    .Select(index => OfAction(state, state.Structure.Actions[index], state.Actions[index])),
            ],
        };
    }

    /// <param name="state">The state.</param>
    /// <param name="structure">The action.</param>
    /// <param name="action">How it stands.</param>
    /// <param name="withChildren">Whether what its code has started is told too.</param>
    public static ActionSnapshot OfAction(ExecutionState state, ActionStructure structure, ActionState action, bool withChildren = true)
    {
        ActionClosed? closed = action.Closed as ActionClosed;
        RolledBackAction? rolledBack = state.FindRollback(structure.Index);
        ActionRetrying? retry = action.IsAwaitingRetry ? state.FindRetry(structure.Index) : null;
        return new ActionSnapshot
        {
            Name = structure.Name,
            Id = structure.Index,
            Start = structure.IsChild ? OfChild(state.Tree!.StartOf(structure.Index)) : null,
            Children = withChildren ? ChildrenOf(state, structure) : [],
            OpenBelow = state.LinksOf(structure.Index).Open,
            Progress = state.Progress?.GetValueOrDefault(structure.Index) is { } told ? new ProgressSnapshot(told.Done, told.Total, told.Message, told.At) : null,
            HasReturned = state.HasReturned(structure.Index),
            Status = action.Status,
            WaitsFor = action.Status == ActionStatus.Waiting ? action.WaitsFor : null,
            Attempt = action.Attempt,
            StartedAt = action.Begun?.At,
            ClosedAt = action.Closed?.At,
            Reason = closed?.Reason ?? (action.Closed is null ? null : ReasonCode.Reused),
            Failure = closed?.Failure ?? retry?.Failure,
            RetryAt = retry is null ? null : PauseClock.Due(state, retry.At, retry.RetryAt),
            Intervention = action.IsAwaitingIntervention ? OfIntervention(state, state.FindIntervention(structure.Index)!) : null,
            Intent = state.FindIntent(structure.Index) is { } own ? OfIntent(own) : null,
            StopReason = action.Status.IsInFlight() ? state.StopReasonOf(structure.Index) : null,
            Actor = closed?.Actor,
            Text = closed?.Text,
            IsForgiven = action.IsForgiven,
            IsRolledBack = rolledBack is not null,
            RollbackFailure = rolledBack?.Ended?.Failure,
            Output = action.Output,
            ReusedFrom = (action.Closed as ActionReused)?.From,
            CommandId = closed?.CommandId,
            Approval = structure.IsApproval ? OfApproval(state, structure, action) : null,
        };
    }

    private static ChildSnapshot OfChild(ActionAdded start) =>
        new(start.Parent, start.ParentAttempt, start.Key, start.Name, start.Type, start.Input, start.Lifetime);

    private static ActionSnapshot[] ChildrenOf(ExecutionState state, ActionStructure action) =>
        state.LinksOf(action.Index).LastChild == 0 ? [] : [.. state.Tree!.ChildrenOf(action.Index).Reverse().Select(child => OfAction(state, child, state.Actions[child.Index]))];

    private static IntentSnapshot OfIntent(Intent intent) => new(
        intent.Mode, intent.Outcome, intent.Stage, intent.GraceUntil, intent.Deadline, intent.Command.CallerId, intent.Command.Actor, intent.Command.Reason);

    private static IntentSnapshot OfIntent(ActionIntent own) => new(
        own.Mode, own.Outcome, Stage: null, own.GraceUntil, own.Deadline, own.Command?.CallerId, own.StopReason.Actor, own.StopReason.Text);

    private static InterventionSnapshot OfIntervention(ExecutionState state, InterventionRequested asked) =>
        new(asked.Failure, asked.At, PauseClock.Due(state, asked.At, asked.ExpiresAt));

    private static ApprovalSnapshot? OfApproval(ExecutionState state, ActionStructure structure, ActionState action)
    {
        if (action.Closed is ActionReused reused)
        {
            return new ApprovalSnapshot(null, null, null, IsPending: false, reused.Answer);
        }

        return state.FindApproval(structure.Index) is { } approval
            ? new ApprovalSnapshot(approval.Request.Token, approval.Request.At, PauseClock.Due(state, approval.Request.At, approval.Request.ExpiresAt), action.IsAskingApproval, approval.Answer)
            : null;
    }
}
