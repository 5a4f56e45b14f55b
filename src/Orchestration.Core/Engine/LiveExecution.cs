using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>One execution in memory. Everything but <see cref="Post"/>, <see cref="PostInline"/> and <see cref="State"/> belongs to the consumer of its scope's mailbox.</summary>
internal sealed class LiveExecution
{
    private LiveChildren? _children;

    public LiveExecution(Scope scope, ExecutionId id)
    {
        Scope = scope;
        Id = id;
        Held = new HeldState(scope.Engine);
        Effects = new LiveEffects(this);
    }

    public EngineCore Engine => Scope.Engine;

    public Scope Scope { get; }

    public ExecutionId Id { get; }

    public HeldState Held { get; }

    public LiveEffects Effects { get; }

    public Waiters Waiters { get; } = new();

    /// <summary>The child actions whose handles are waited for.</summary>
    public LiveChildren Children => _children ??= new LiveChildren(this);

    /// <summary>The present turn has looked at it.</summary>
    public bool IsEntered { get; private set; }

    /// <summary>The present turn creates it beside others; it is in nobody's history yet.</summary>
    public bool IsReserved { get; set; }

    /// <summary>It has left memory, or never was: its id may be somebody else's now.</summary>
    public bool IsGone { get; set; }

    /// <summary>Why it can't be read, if so.</summary>
    public OrchestrationException? Defect { get; private set; }

    /// <summary>Somebody was answered with the defect: the next one who asks has it read again.</summary>
    private bool IsDefectTold { get; set; }

    /// <summary>How many events of the present draft the pipeline's locks have followed; less than none before the first time.</summary>
    public int FollowedEvents { get; set; }

    /// <summary>What the present turn changes; null where no execution of this id exists.</summary>
    public Draft? Draft { get; private set; }

    /// <inheritdoc cref="HeldState.State"/>
    public ExecutionState? State => Held.State;

    /// <inheritdoc cref="HeldState.Pipeline"/>
    public Pipeline? Pipeline => Held.Pipeline;

    /// <summary>Nothing happens to it by itself, and nobody waits.</summary>
    public bool MayLeave => Held.IsDone && Waiters.IsEmpty && Effects.IsIdle;

    /// <summary>An accepted intent has still to be driven.</summary>
    public bool IsDriveDue => Held is { IsLoaded: true, State: { } state } && DriveStop.IsDue(state);

    /// <summary>Posts from any thread; the turn may run on it. False where the execution has left memory: look it up again.</summary>
    public bool Post(IMailItem item)
    {
        item.Live = this;
        return Scope.Post(item);
    }

    /// <summary>Posts from a thread of the engine's own; returns an attempt that the caller has to run.</summary>
    public Attempt? PostInline(IMailItem item)
    {
        item.Live = this;
        return Scope.PostInline(item);
    }

    public void BeginDraft(Draft? draft)
    {
        Draft = draft;
        IsEntered = true;
        FollowedEvents = -1;
    }

    /// <summary>Its history can't be read: whoever waits is told, and so is whoever asks.</summary>
    public void Break(OrchestrationException defect)
    {
        Defect = defect;
        IsDefectTold = false;
        Waiters.Fail(defect);
    }

    public void TellDefect(IMailItem item)
    {
        IsDefectTold = true;
        item.Failed(Defect!);
    }

    /// <summary>It is asked for again, and may have been repaired.</summary>
    public void TryAgain()
    {
        if (IsDefectTold)
        {
            Defect = null;
            IsDefectTold = false;
        }
    }

    public void EndDraft()
    {
        Draft = null;
        IsEntered = false;
    }

    /// <summary>What has to be decided before anything else: what recovery owes, an intent that is to be driven, a gate that may be open.</summary>
    public void Prepare()
    {
        if (Draft is not { } draft)
        {
            return;
        }

        // What recovery itself makes due is driven in a turn of its own, so that the stopping is seen.
        bool isDriveDue = DriveStop.IsDue(draft.State);
        if (!Held.IsCarriedOut && Pipeline is null && draft.State.Closed is null)
        {
            MissDefinition.Decide(draft, Engine.Options.InvalidateAfter);
        }
        else if (!Held.IsCarriedOut)
        {
            MissDefinition.Found(draft);
            InterruptAttempt.DecideAll(draft);
        }

        if (!Held.IsCarriedOut)
        {
            // What fell due while no host was up is ordered before every command that this one receives.
            ElapseTime.Decide(draft);
        }

        if (isDriveDue)
        {
            DriveStop.Decide(draft);
        }

        EnterStage.TryPassGate(draft);
    }

    /// <summary>The draft is stored: what it asks for begins.</summary>
    public void Adopt()
    {
        if (Draft is { Events.Count: > 0 } draft)
        {
            Held.Adopt(draft.State);
        }

        if (!TryCarryOut() && Draft is { Events.Count: > 0 } stored)
        {
            for (int index = 0; index < stored.Events.Count; index++)
            {
                Reaction.To(stored.State, stored.Events[index], Effects);
                _children?.Follow(stored.State, stored.Events[index]);
            }

            Effects.Arm(stored.State);
        }
    }

    /// <summary>The turn that would have created it was not stored, or nobody knows.</summary>
    public void Leave(bool mayBeStored)
    {
        if (Scope is PipelineScope pipeline)
        {
            pipeline.Drop(this);
        }
        else if (mayBeStored)
        {
            ((ExecutionScope)Scope).Doubt();
        }
        else
        {
            ((ExecutionScope)Scope).Discard();
        }
    }

    /// <summary>The state was read: where it had been carried out before, what must be running and isn't is begun.</summary>
    public void Load(ExecutionState? state)
    {
        Held.Load(state);
        if (Held is { IsCarriedOut: true, State: { } loaded })
        {
            Effects.AddAll(loaded);
            _children?.FollowAll(loaded);
        }
    }

    /// <summary>After the first turn of an open execution that was read from the store: everything that must run is begun.</summary>
    private bool TryCarryOut()
    {
        if (Held.IsCarriedOut || Held.State is not { } state)
        {
            return false;
        }

        Held.CarriedOut();
        Effects.AddAll(state);
        return true;
    }
}
