using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Engine;

/// <summary>
/// A child action while its parent's attempt runs: the command that starts it, what runs, and the handle's other side. It is let go of when it
/// has closed.
/// </summary>
internal sealed class Child(LiveExecution live, ChildCode code, ChildStart start, Action decided, CancellationToken token) : IChild, IMailItem, IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<ChildEnd> _ended = new();
    private ChildEnd? _end;
    private OrchestrationException? _refusal;
    private volatile ActionStatus _status = ActionStatus.Pending;
    private volatile int _id = -1;
    private int _node = -1;
    private volatile bool _isCancelled;
    private volatile string? _reason;

    public string Key => start.Key;

    public string Name => start.Name;

    public int? Id => _id < 0 ? null : _id;

    public ActionStatus Status => _status;

    public CancellationToken Token => token;

    public Task<ChildEnd> Ended => _ended.Task;

    public ActionBinding Binding => code.Binding;

    public IMailItem? Next { get; set; }

    LiveExecution? IMailItem.Live { get; set; }

    public bool MustNotBeLost => true;

    public void Cancel(string? reason)
    {
        if (_ended.Task.IsCompleted)
        {
            return;
        }
        _reason = reason is { Length: > VerbCall.MaxReason } ? reason[..VerbCall.MaxReason] : reason;
        _isCancelled = true;
        live.Post(new CancelItem(this));
    }

    /// <summary>Decides that it is cancelled; nothing where its start is still to be decided, which then asks itself.</summary>
    public void DecideCancel(Draft draft)
    {
        if (_refusal is null && IsRecorded(draft.State))
        {
            CancelChild.Decide(draft, _node, _reason);
        }
    }

    /// <summary>A turn that was thrown away may have given its number to another one.</summary>
    private bool IsRecorded(ExecutionState state) =>
        _node >= 0 && _node < state.ActionCount && state.Tree!.StartOf(_node) is { } recorded
        && (recorded.Parent, recorded.ParentAttempt, recorded.Ordinal) == (start.Parent, start.ParentAttempt, start.Ordinal);

    void IMailItem.Decide(Turn turn)
    {
        _refusal = StartChild.Decide(turn.Draft!, start, isCancelled: _isCancelled, _reason, out int node);
        _node = node;
    }

    void IMailItem.Committed(Turn turn)
    {
        decided();
        if (_refusal is not null)
        {
            EndLater(new ChildEnd(_refusal));
            return;
        }
        _id = _node;
        live.Children.Begin(turn.State!, _node, this);
    }

    void IMailItem.Failed(OrchestrationException error)
    {
        decided();
        EndLater(new ChildEnd(error.For(Verb.StartChild, new Target(null, live.Id))));
    }

    /// <summary>What waits for it goes on here, on a thread of the engine's own.</summary>
    void IThreadPoolWorkItem.Execute() => _ended.TrySetResult(_end!);

    /// <summary>It never starts, and nobody has its handle yet.</summary>
    public void Refuse(OrchestrationException error) => _ended.TrySetResult(new ChildEnd(error));

    /// <summary>Tells the handle what is stored of it; true where it has closed.</summary>
    public bool Follow(ExecutionState state)
    {
        ActionState action = state.Actions[_node];
        _status = action.Status;
        if (!action.Status.IsClosed())
        {
            return false;
        }
        EndLater(EndOf(state, action));
        return true;
    }

    private void EndLater(ChildEnd end)
    {
        _end = end;
        live.Engine.Scheduler.Queue(this);
    }

    public T Read<T>(Payload? output) => live.Engine.Payloads.ReadResult<T>(output, $"child '{start.Key}' of execution {live.Id}");

    private ChildEnd EndOf(ExecutionState state, ActionState action) =>
        action.Status.HasResult() ? new ChildEnd(Error: null, action.Output) : new ChildEnd(ActionErrors.Of(state, _node));
}
