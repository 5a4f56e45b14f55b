using Orchestration.Decisions;

namespace Orchestration.Engine;

/// <summary>Creates the execution, or finds that it exists.</summary>
internal sealed class StartItem(ExecutionStarted start, IReadOnlyList<CarriedResult>? carried = null) : IMailItem
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationException? _refusal;
    private bool _isMoved;

    public Task Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
        _refusal = null;
        _isMoved = false;
        if (turn.State is { } existing)
        {
            _refusal = Start.DecideRepeated(existing, start).Refusal;
        }
        else if (start.Structure.Mode != ExecutionMode.Parallel && turn.Live!.Scope is ExecutionScope alone)
        {
            // Somebody had asked for this id before it was started.
            alone.MoveTo(alone.Engine.Scopes.Of(start.Pipeline), state: null);
            _isMoved = true;
        }
        else if (turn.Live!.Scope is PipelineScope other && (start.Structure.Mode == ExecutionMode.Parallel || other.Name != start.Pipeline))
        {
            _refusal = OrchestrationException.Refuse(
                ErrorCode.Conflict, Verb.Start, new Target(start.Pipeline), $"the command id {start.CommandId} is being used for a start of pipeline '{other.Name}'.");
        }
        else
        {
            _refusal = turn.Pipeline is { } pipeline ? Start.Check(start, pipeline) : null;
            if (_refusal is null)
            {
                turn.Begin(start, carried);
            }
        }
    }

    public void Committed(Turn turn)
    {
        if (_isMoved)
        {
            turn.Live!.Engine.Executions.Post(turn.Live.Id, this);
        }
        else if (_refusal is null)
        {
            _answer.TrySetResult();
        }
        else
        {
            _answer.TrySetException(_refusal);
        }
    }

    public void Failed(OrchestrationException error) => _answer.TrySetException(error.For(Verb.Start, new Target(start.Pipeline, new ExecutionId(start.CommandId))));
}
