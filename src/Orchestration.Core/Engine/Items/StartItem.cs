using Orchestration.Decisions;

namespace Orchestration.Engine;

/// <summary>Creates the execution, or finds that it exists.</summary>
internal sealed class StartItem(ExecutionStarted start) : IMailItem
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationException? _refusal;

    public Task Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
        _refusal = null;
        if (turn.State is { } existing)
        {
            _refusal = Start.DecideRepeated(existing, start).Refusal;
        }
        else
        {
            _refusal = turn.Pipeline is { } pipeline ? Start.Check(start, pipeline) : null;
            if (_refusal is null)
            {
                turn.Begin(start);
            }
        }
    }

    public void Committed(Turn turn)
    {
        if (_refusal is null)
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
