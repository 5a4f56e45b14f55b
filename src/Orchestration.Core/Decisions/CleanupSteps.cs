using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Begins, repeats and ends the steps that the engine runs at the end of an execution: rollbacks, finalizers and releases.</summary>
internal static class CleanupSteps
{
    public static void Release(Draft draft, ResourceState resource) => draft.Emit(new ReleaseStarted
    {
        Kind = resource.Registered.Kind,
        Key = resource.Registered.Key,
        Epoch = draft.Epoch,
        Deadline = draft.Now + draft.Limits.Release,
    });

    public static void Finalizer(Draft draft, int index)
    {
        FinalizerStructure finalizer = draft.State.Structure.Finalizers![index];
        draft.Emit(new FinalizerStarted
        {
            Finalizer = finalizer.Name,
            Index = index,
            Epoch = draft.Epoch,
            Deadline = draft.Now + (finalizer.Deadline ?? draft.Limits.Finalizer),
        });
    }

    /// <summary>The running step has returned; one that was given up before changes nothing.</summary>
    /// <param name="draft">The execution.</param>
    /// <param name="number">The step.</param>
    /// <param name="failure">What it threw.</param>
    /// <param name="isCancellation">It ended because its token was signalled. Where nothing of the execution asked for that the host shuts down, and recovery runs it again.</param>
    public static void Returned(Draft draft, long number, Failure? failure, bool isCancellation)
    {
        bool isCutOff = isCancellation && draft.State.Step is { GraceUntil: null };
        if (draft.State.Step is { } step && step.Number == number && !isCutOff)
        {
            End(draft, step, isCancellation && step.IsExpired ? Failure.OfEndedStep : failure, isAbandoned: false);
            Advance.Continue(draft);
        }
    }

    /// <summary>A rollback that was given up has returned: that is recorded, and whoever waits for it goes on.</summary>
    public static void ReturnedLate(Draft draft, CleanupStep step, Failure? failure)
    {
        if (step.Started is RollbackStarted e
            && draft.State.Orphans.Find(orphan => orphan is { IsRollback: true, Returned: null } && orphan.Attempt.ActionIndex == e.ActionIndex) is { } orphan)
        {
            draft.Emit(new OrphanReturned
            {
                Stage = e.Stage,
                Action = e.Action,
                ActionIndex = e.ActionIndex,
                Attempt = orphan.Attempt.Attempt,
                Failure = failure,
                IsRollback = true,
            });
            Advance.Continue(draft);
        }
    }

    /// <summary>Signals the running step, which has this long to return; the time that it has may be shortened, never extended.</summary>
    public static void Signal(Draft draft, TimeSpan grace, bool isExpiry)
    {
        DateTimeOffset until = draft.Now + grace;
        if (draft.State.Step is { } step && (step.GraceUntil is null || until < step.GraceUntil))
        {
            draft.Emit(new CleanupStopping { GraceUntil = until, IsExpiry = isExpiry || step.IsExpired });
        }
    }

    /// <summary>Nobody waits for the running step any more.</summary>
    public static void Abandon(Draft draft)
    {
        if (draft.State.Step is { } step)
        {
            End(draft, step, Failure.OfAbandonedStep, isAbandoned: true);
        }
    }

    /// <summary>The deadline of the running step, or the grace that follows it, has passed.</summary>
    public static void Elapse(Draft draft)
    {
        if (draft.State is not { Missing: null, Step: { } step })
        {
            return;
        }
        if (step.GraceUntil is null && draft.Now >= step.Deadline)
        {
            Signal(draft, draft.Limits.Grace, isExpiry: true);
        }
        else if (draft.Now >= step.GraceUntil)
        {
            End(draft, step, step.IsExpired ? Failure.OfExpiredStep : Failure.OfAbandonedStep, isAbandoned: true);
            Advance.Continue(draft);
        }
    }

    /// <summary>The host of the running step has ended: it runs again, unless a stop has put an end to it.</summary>
    public static void Interrupt(Draft draft)
    {
        if (draft.State.Step is not { } step || step.Epoch >= draft.Epoch)
        {
            return;
        }
        if (draft.State is { Intent: not null, Finish: null })
        {
            End(draft, step, Failure.OfLostHost, isAbandoned: false);
        }
        else if (draft.MayCleanUp && !DriveStop.IsDue(draft.State))
        {
            Repeat(draft, step);
        }
    }

    /// <summary>The running step's host has ended, and its definition is gone.</summary>
    public static void GiveUp(Draft draft)
    {
        if (draft.State.Step is { } step)
        {
            End(draft, step, Failure.OfLostHost, isAbandoned: false);
        }
    }

    private static void Repeat(Draft draft, CleanupStep step)
    {
        switch (step.Started)
        {
            case RollbackStarted:
                Rollback.Start(draft, draft.State.Structure.Actions[step.Node]);
                break;
            case FinalizerStarted:
                Finalizer(draft, step.Node);
                break;
            case ReleaseStarted release:
                Release(draft, draft.State.Resources.Find(resource => resource.Registered.Kind == release.Kind && resource.Registered.Key == release.Key)!);
                break;
            default:
                break;
        }
    }

    private static void End(Draft draft, CleanupStep step, Failure? failure, bool isAbandoned)
    {
        switch (step.Started)
        {
            case RollbackStarted e:
                draft.Emit(new RollbackEnded { Stage = e.Stage, Action = e.Action, ActionIndex = e.ActionIndex, Failure = failure, IsAbandoned = isAbandoned });
                break;
            case FinalizerStarted e:
                draft.Emit(new FinalizerEnded { Finalizer = e.Finalizer, Index = e.Index, Failure = failure, IsAbandoned = isAbandoned });
                break;
            case ReleaseStarted e:
                draft.Emit(new ReleaseEnded { Kind = e.Kind, Key = e.Key, Failure = failure, IsAbandoned = isAbandoned });
                break;
            default:
                break;
        }
    }
}
