namespace Orchestration.Engine;

/// <summary>A question or command to a pipeline. What was decided is told once it is stored.</summary>
internal sealed class PipelineItem<T>(Verb verb, Target target, Func<Turn, T> decide) : IMailItem
    where T : class
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationException? _refusal;
    private T? _decided;

    public Task<T> Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
        _refusal = null;
        try
        {
            _decided = decide(turn);
        }
        catch (OrchestrationException refusal) when (refusal.Verb is not null)
        {
            _refusal = refusal;
        }
    }

    public void Committed(Turn turn)
    {
        if (_refusal is null)
        {
            _answer.TrySetResult(_decided!);
        }
        else
        {
            _answer.TrySetException(_refusal);
        }
    }

    public void Failed(OrchestrationException error) => _answer.TrySetException(error.For(verb, target));
}
