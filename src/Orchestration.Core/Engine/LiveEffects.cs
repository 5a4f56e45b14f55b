using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Model;

namespace Orchestration.Engine;

/// <summary>What one execution keeps running, armed or signalled. Touched only by the consumer of its mailbox.</summary>
internal sealed class LiveEffects(LiveExecution live) : IEffects
{
    private static readonly StopReason Expired = new(StopReasonKind.Expired, Caller.SystemActor, "The deadline has passed.");
    private static readonly StopReason ParentEnded = new(StopReasonKind.ParentEnded, Caller.SystemActor, null);
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    private Attempt?[] _attempts = [];
    private List<ConditionCheck>? _checks;
    private CleanupRun? _cleanup;
    private ExecutionTimer? _timer;
    private int _runningCode;
    private int _orphans;
    private int _kept;

    /// <summary>No user code runs and nothing waits to be decided.</summary>
    public bool IsIdle => _runningCode == 0 && _kept == 0;

    /// <summary>Code runs whose result is still wanted.</summary>
    public bool HasRunningCode => _runningCode > _orphans;

    public void Add(Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Run:
                Start(effect);
                break;
            case EffectKind.Notify when Find(effect) is { } attempt:
                attempt.Notify(live.State!.StopReasonOf(effect.Node) ?? live.State.LastReasonOf(live.State.ActionAt(effect.Node)) ?? ParentEnded);
                break;
            case EffectKind.Signal when Find(effect) is { } attempt:
                attempt.Signal(live.State!.StopReasonOf(effect.Node)!);
                break;
            case EffectKind.Cleanup:
                StartCleanup(effect);
                break;
            case EffectKind.NotifyCleanup when _cleanup?.Number == effect.Attempt && live.State!.Intent is { } intent:
                _cleanup.Signals.Notify(intent.StopReason);
                break;
            case EffectKind.SignalCleanup when _cleanup?.Number == effect.Attempt:
                _cleanup.Signals.Signal(live.State!.Step!.IsExpired ? Expired : live.State.Intent!.StopReason);
                break;
            case EffectKind.AskAction or EffectKind.AskStage:
                Ask(effect);
                break;
            default:
                break;
        }
    }

    public void Remove(Effect effect)
    {
        if (effect.Kind == EffectKind.Cleanup)
        {
            _orphans += _cleanup?.Fence() == true ? 1 : 0;
            _cleanup = null;
        }
        else if (effect.Kind == EffectKind.Run && Find(effect) is { } attempt)
        {
            _orphans += attempt.Fence() ? 1 : 0;
            _attempts[effect.Node] = null;
        }
        else if (_checks is { Count: > 0 })
        {
            Withdraw(_checks, effect);
        }
    }

    /// <summary>Everything that must be running in a state and isn't; what runs and mustn't was withdrawn by what is stored.</summary>
    public void AddAll(ExecutionState state)
    {
        HashSet<Effect> wanted = [.. Pending.Of(state)];
        foreach (ConditionCheck check in _checks?.ToArray() ?? [])
        {
            if (!wanted.Contains(check.Effect))
            {
                Remove(check.Effect);
            }
        }

        foreach (Attempt attempt in _attempts.OfType<Attempt>().ToArray())
        {
            if (!wanted.Contains(attempt.Effect))
            {
                Remove(attempt.Effect);
            }
        }

        if (_cleanup is { } cleanup && !wanted.Contains(new Effect(EffectKind.Cleanup, Attempt: cleanup.Number)))
        {
            Remove(new Effect(EffectKind.Cleanup));
        }

        foreach (Effect effect in wanted)
        {
            Add(effect);
        }

        Arm(state);
    }

    /// <summary>Arms the execution's one timer for the earliest time that it awaits.</summary>
    public void Arm(ExecutionState state)
    {
        if (_timer is not null || state.HasTimes)
        {
            (_timer ??= new ExecutionTimer(live)).Arm(state);
        }
    }

    public void TimerElapsed(DateTimeOffset due, DateTimeOffset now, bool hasChanged) => _timer?.Elapsed(due, now, hasChanged);

    /// <summary>The result of user code is decided and stored, or will never be.</summary>
    /// <param name="wasOrphan">Its attempt was closed before it returned.</param>
    public void CodeReturned(bool wasOrphan = false)
    {
        _runningCode--;
        _orphans -= wasOrphan ? 1 : 0;
    }

    /// <summary>Tells, and at the end of the grace signals, everything that runs.</summary>
    public void Interrupt(StopReason reason, bool signal)
    {
        foreach (Attempt? attempt in _attempts)
        {
            attempt?.Notify(reason);
            if (signal)
            {
                attempt?.Signal(reason);
            }
        }

        _cleanup?.Signals.Notify(reason);
        if (signal)
        {
            _cleanup?.Signals.Signal(reason);
        }
    }

    /// <summary>Posts items again, and has the state read again, when the store may work again.</summary>
    public void RetryLater(IMailItem? items)
    {
        // One reading is enough for however many commands have failed meanwhile.
        if (items is null && _kept > 0)
        {
            return;
        }

        _kept++;
        live.Engine.Timers.Arm(live.Engine.Time.GetUtcNow() + StoreRetryDelay, () =>
        {
            IMailItem? item = items;
            while (item is not null)
            {
                IMailItem? next = item.Next;
                live.Post(item);
                item = next;
            }

            live.Post(new NoteItem(() => _kept--));
        });
    }

    private static void Withdraw(List<ConditionCheck> checks, Effect effect)
    {
        if (checks.Find(check => check.Effect == effect) is { } check)
        {
            checks.Remove(check);
            check.Withdraw();
        }
    }

    private void Start(Effect effect)
    {
        // A commit that was under way when the engine was parked may still be stored: its code belongs to the next owner.
        if (Find(effect) is not null || live.Pipeline is not { } pipeline || live.Engine.IsParked)
        {
            return;
        }

        ActionStructure structure = live.State!.ActionAt(effect.Node);
        if ((structure.IsChild ? live.Children.FindBinding(effect.Node) : pipeline.Parts.Actions[effect.Node]) is not { } binding)
        {
            // The handle of a child is registered behind the commit that has recorded it, and begins it then.
            return;
        }

        if (_attempts.Length <= effect.Node)
        {
            Array.Resize(ref _attempts, live.State.Actions.Length);
        }

        Attempt attempt = new(live, live.State.Actions[effect.Node].Started!, binding);
        _attempts[effect.Node] = attempt;
        _runningCode++;
        live.Scope.Started(attempt);
    }

    private void StartCleanup(Effect effect)
    {
        CleanupStep step = live.State!.Step!;
        bool needsDefinition = step.Kind != CleanupKind.Release;
        if (_cleanup?.Number == effect.Attempt || live.Engine.IsParked || (needsDefinition && live.Pipeline is null))
        {
            return;
        }

        _cleanup = new CleanupRun(live, step);
        _runningCode++;
        live.Engine.Scheduler.Queue(_cleanup);
    }

    private void Ask(Effect effect)
    {
        if (live.Pipeline is not { } pipeline || live.Engine.IsParked)
        {
            return;
        }

        if (_checks?.Find(check => check.Effect == effect) is { } known)
        {
            _runningCode += known.TryAnswerAgain() ? 1 : 0;
            return;
        }

        Condition condition = effect.Kind == EffectKind.AskStage
            ? pipeline.Parts.StageConditions[effect.Node]!
            : pipeline.Parts.Actions[effect.Node].When!;
        ConditionCheck asked = new(live, effect, condition);
        (_checks ??= []).Add(asked);
        _runningCode++;
        live.Engine.Scheduler.Queue(asked);
    }

    public bool IsAsked(ConditionCheck check) => _checks?.Contains(check) == true;

    private Attempt? Find(Effect effect) =>
        effect.Node < _attempts.Length && _attempts[effect.Node] is { } attempt && attempt.Number == effect.Attempt ? attempt : null;
}
