namespace Orchestration.Tests.Conformance.Support;

/// <summary>What holds for rollbacks, finalizers and releases in every history: one runs at a time, and the outcome is decided before the last ones.</summary>
internal sealed class HistoryCleanupRules(Action<bool, ExecutionEvent, string> require)
{
    private (object Step, long Epoch)? _running;

    /// <summary>How the execution will close, once that is decided.</summary>
    public ExecutionStatus? Outcome { get; private set; }

    /// <summary>A caller has asked for what was left behind to be released.</summary>
    public bool IsReleasing { get; private set; }

    public void Read(ExecutionEvent happened)
    {
        switch (happened)
        {
            case RollbackStarted e:
                Begin(e, ("rollback", e.Stage, e.Action), e.Epoch);
                require(Outcome is null, e, "rollback comes before the outcome is decided");
                break;
            case RollbackEnded e:
                End(e, ("rollback", e.Stage, e.Action));
                break;
            case FinalizerStarted e:
                Begin(e, ("finalizer", e.Finalizer), e.Epoch);
                require(Outcome is not null, e, "finalizers run when the outcome is decided");
                break;
            case FinalizerEnded e:
                End(e, ("finalizer", e.Finalizer));
                break;
            case ReleaseStarted e:
                Begin(e, ("release", e.Kind, e.Key), e.Epoch);
                break;
            case ReleaseEnded e:
                End(e, ("release", e.Kind, e.Key));
                break;
            case CleanupStopping e:
                require(_running is not null, e, "only a running step is signalled");
                break;
            case FinalizingStarted e:
                require(Outcome is null && _running is null, e, "an outcome is decided once, when rollback is over");
                Outcome = e.Status;
                break;
            case ExecutionClosed e:
                require(_running is null && (Outcome is null || Outcome == e.Status), e, "it closes as it was decided, when nothing runs");
                Outcome = null;
                break;
            case ReleaseRequested e:
                require(!IsReleasing, e, "one release goes on at a time");
                IsReleasing = true;
                break;
            case ReleaseCompleted e:
                require(IsReleasing && _running is null, e, "a release is complete when nothing of it runs");
                IsReleasing = false;
                break;
            default:
                break;
        }
    }

    /// <summary>A step whose host has ended begins again, under a later epoch, without having ended.</summary>
    private void Begin(ExecutionEvent at, object step, long epoch)
    {
        require(_running is not { } running || (running.Step.Equals(step) && epoch > running.Epoch), at, "one step runs at a time");
        _running = (step, epoch);
    }

    private void End(ExecutionEvent at, object step)
    {
        require(_running?.Step.Equals(step) == true, at, "only what runs ends");
        _running = null;
    }
}
