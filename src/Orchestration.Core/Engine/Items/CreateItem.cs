using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>
/// A verb on an execution that creates another: decided by the old one, in whose turn the new one is stored too. The command's id is the
/// new execution's.
/// </summary>
internal sealed class CreateItem(EngineCore engine, Verb verb, Guid id, string content, Target target, CreateItem.Decision decide) : IMailItem
{
    private readonly TaskCompletionSource<ExecutionId> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationException? _refusal;

    /// <summary>Decides, and gives the draft of the new execution where there is to be one.</summary>
    internal delegate Verdict Decision(Turn turn, out Draft? next);

    public Task<ExecutionId> Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn) => _refusal = turn.State is null ? Refusals.ExecutionNotFound(verb, target) : Try(turn);

    public void Committed(Turn turn)
    {
        if (_refusal is null)
        {
            _answer.TrySetResult(new ExecutionId(id));
        }
        else
        {
            _answer.TrySetException(_refusal);
        }
    }

    public void Failed(OrchestrationException error) => _answer.TrySetException(error.For(verb, target));

    private OrchestrationException? Try(Turn turn)
    {
        if (turn.State!.ContinuedBy?.CommandId == id)
        {
            return decide(turn, out _).Refusal;
        }

        if (engine.Executions.Reserve(new ExecutionId(id), turn.Live!.Scope as PipelineScope) is not { } place)
        {
            ExecutionStarted? existing = turn.FindStart(new ExecutionId(id)) ?? engine.Executions.Find(new ExecutionId(id))?.State?.Start;
            return existing is not null && CommandContent.Of(existing) == content
                ? null
                : OrchestrationException.Refuse(ErrorCode.Conflict, verb, target, $"the command id {id} was used for another command.");
        }

        bool isCreated = false;
        try
        {
            Verdict verdict = decide(turn, out Draft? next);
            if (next is not null)
            {
                turn.Create(next, place);
                isCreated = true;
            }

            return verdict.Refusal;
        }
        finally
        {
            if (!isCreated)
            {
                place.Leave(mayBeStored: false);
            }
        }
    }
}
