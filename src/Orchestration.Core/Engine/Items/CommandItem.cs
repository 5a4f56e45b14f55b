using Orchestration.Decisions;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>A verb on one execution.</summary>
internal sealed class CommandItem(Verb verb, Target target, Func<Turn, Verdict> decide) : IMailItem
{
    private readonly TaskCompletionSource<CommandAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Verdict _verdict;

    public Task<CommandAnswer> Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn) =>
        _verdict = turn.State is null ? Refusals.ExecutionNotFound(verb, target) : decide(turn);

    public void Committed(Turn turn)
    {
        if (_verdict.Refusal is { } refusal)
        {
            _answer.TrySetException(refusal);
            return;
        }

        CommandSnapshot command = _verdict.Receipt is { } id ? ReceiptReader.Find(turn.State!, id)! : Snapshot.OfStart(turn.State!);
        _answer.TrySetResult(new CommandAnswer(command, turn.State!.Status, _verdict.Receipt is not null));
    }

    public void Failed(OrchestrationException error) => _answer.TrySetException(error.For(verb, target));
}
