using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>A resume: decided by the old execution, which stores the link and the new execution in one commit.</summary>
internal sealed class ResumeItem(
    EngineCore engine,
    ResumeRequest request,
    Payload? input,
    IReadOnlyList<ExecutionState> ancestors,
    CommandBy by,
    IReadOnlyList<StarterIdentity> starter,
    Target target) : IMailItem
{
    private readonly TaskCompletionSource<ExecutionId> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OrchestrationException? _refusal;

    public Task<ExecutionId> Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
        _refusal = turn.State is null ? Refusals.ExecutionNotFound(Verb.Resume, target) : Try(turn);
    }

    public void Committed(Turn turn)
    {
        if (_refusal is null)
        {
            _answer.TrySetResult(new ExecutionId(by.Id));
        }
        else
        {
            _answer.TrySetException(_refusal);
        }
    }

    public void Failed(OrchestrationException error) => _answer.TrySetException(error.For(Verb.Resume, target));

    private OrchestrationException? Try(Turn turn)
    {
        bool isRepeated = turn.State!.ContinuedBy?.CommandId == by.Id;
        LiveExecution? place = isRepeated ? null : engine.Executions.Reserve(new ExecutionId(by.Id));
        if (!isRepeated && place is null)
        {
            return OrchestrationException.Refuse(ErrorCode.Conflict, Verb.Resume, target, $"the command id {by.Id} was used for another command.");
        }

        CurrentDefinition definition = RetryStageVerb.Current(engine, turn.State);
        Draft? next = null;
        Verdict verdict;
        try
        {
            verdict = Resume.Decide(turn.Draft!, request, input, ancestors, definition, by, starter, out next);
        }
        catch
        {
            place?.Discard();
            throw;
        }

        if (next is not null)
        {
            turn.Create(next, place!);
        }
        else
        {
            place?.Discard();
        }

        return verdict.Refusal;
    }
}
