using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>What one execution keeps running, armed or signalled. Touched only by the consumer of its mailbox.</summary>
internal sealed class LiveEffects(LiveExecution live) : IEffects
{
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    private Attempt? _started;
    private Attempt?[] _attempts = [];
    private List<ConditionCheck>? _checks;
    private ArmedTimer? _grace;
    private ArmedTimer? _deadline;
    private int _runningCode;
    private int _kept;

    /// <summary>No user code runs and nothing waits to be decided.</summary>
    public bool IsIdle => _runningCode == 0 && _kept == 0;

    public bool HasRunningCode => _runningCode > 0;

    public void Add(Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Run:
                Start(effect);
                break;
            case EffectKind.Notify when Find(effect) is { } attempt:
                attempt.Notify(live.State!.Intent!.StopReason);
                break;
            case EffectKind.Signal when Find(effect) is { } attempt:
                attempt.Signal(live.State!.Intent!.StopReason);
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
        if (effect.Kind == EffectKind.Run && Find(effect) is { } attempt)
        {
            attempt.Fence();
            _attempts[effect.Node] = null;
        }
        else if (_checks is { Count: > 0 })
        {
            Withdraw(_checks, effect);
        }
    }

    /// <summary>Everything that must be running in a state and isn't.</summary>
    public void AddAll(ExecutionState state)
    {
        foreach (Effect effect in Pending.Of(state))
        {
            Add(effect);
        }

        Arm(state);
    }

    /// <summary>Arms and disarms the timers of the intent.</summary>
    public void Arm(ExecutionState state)
    {
        if (state.Intent is null && _grace is null && _deadline is null)
        {
            return;
        }

        Effect? grace = null;
        Effect? deadline = null;
        foreach (Effect effect in Pending.OfIntent(state))
        {
            grace = effect.Kind == EffectKind.Grace ? effect : grace;
            deadline = effect.Kind == EffectKind.Deadline ? effect : deadline;
        }

        Arm(ref _grace, grace, static turn => ElapseGrace.Decide(turn.Draft!));
        Arm(ref _deadline, deadline, static turn => ElapseDeadline.Decide(turn.Draft!));
    }

    /// <summary>Hands the started attempts to the scheduler; where the caller may run code, all but one, which it gets.</summary>
    public Attempt? TakeStarted(bool mayRunCode)
    {
        Attempt? own = null;
        while (_started is { } attempt)
        {
            _started = (Attempt?)attempt.Next;
            attempt.Next = null;
            if (mayRunCode && own is null)
            {
                own = attempt;
            }
            else
            {
                attempt.Queue();
            }
        }

        return own;
    }

    /// <summary>The result of user code is decided and stored, or will never be.</summary>
    public void CodeReturned() => _runningCode--;

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

        if (_attempts.Length == 0)
        {
            _attempts = new Attempt?[live.State!.Actions.Length];
        }

        Attempt attempt = new(live, live.State!.Actions[effect.Node].Started!, pipeline.Parts.Actions[effect.Node]);
        _attempts[effect.Node] = attempt;
        _runningCode++;
        attempt.Next = _started;
        _started = attempt;
    }

    private void Ask(Effect effect)
    {
        if (live.Pipeline is not { } pipeline || live.Engine.IsParked || _checks?.Exists(check => check.Effect == effect) == true)
        {
            return;
        }

        Definitions.Condition condition = effect.Kind == EffectKind.AskStage
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

    private void Arm(ref ArmedTimer? armed, Effect? wanted, Action<Turn> decide)
    {
        if (armed?.Effect == wanted)
        {
            return;
        }

        armed?.Entry.Disarm();
        armed = wanted is { } effect
            ? new ArmedTimer(effect, live.Engine.Timers.Arm(effect.Due, () => live.Post(new TimerItem(decide))))
            : null;
    }

    /// <summary>A timer of the intent, and what it was armed for.</summary>
    private sealed record ArmedTimer(Effect Effect, TimerEntry Entry);
}
