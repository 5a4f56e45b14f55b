using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>What a mailbox decides at one go and stores in one commit: the draft of its execution, and of one that it creates.</summary>
internal sealed class Turn(LiveExecution live, ExecutionState? state, DateTimeOffset now, long epoch, bool isAdmitting)
{
    private List<CommandEntry>? _commands;

    public LiveExecution Live { get; } = live;

    public DateTimeOffset Now { get; } = now;

    public long Epoch { get; } = epoch;

    public bool IsAdmitting { get; } = isAdmitting;

    /// <summary>The execution's draft; null where no execution of this id exists.</summary>
    public Draft? Draft { get; private set; } = state is null ? null : new Draft(state, now, epoch, isAdmitting);

    /// <summary>The state as drafted so far.</summary>
    public ExecutionState? State => Draft?.State;

    /// <summary>A new execution that this turn creates beside its own, and where it will live.</summary>
    public (Draft Draft, LiveExecution Live)? Created { get; private set; }

    public bool HasEvents => Draft is { Events.Count: > 0 };

    /// <summary>The turn's own execution begins with it.</summary>
    public void Begin(Draft draft) => Draft = draft;

    public void Create(Draft draft, LiveExecution created) => Created = (draft, created);

    /// <summary>Remembers a command that was accepted just now, so that its receipt can be found by its id.</summary>
    public Verdict Accepting(Guid command, Verdict verdict)
    {
        if (verdict.Refusal is null && verdict.Receipt == command && State!.Commands.Exists(one => one.Id == command && one.Sequence > Draft!.BaseVersion))
        {
            (_commands ??= []).Add(new CommandEntry(command, Live.Id));
        }

        return verdict;
    }

    public Commit ToCommit(Guid id)
    {
        StreamAppend own = Append(Draft!);
        return new Commit
        {
            Id = id,
            Epoch = Epoch,
            Streams = Created is { } created ? [own, Append(created.Draft)] : [own],
            Commands = (IReadOnlyList<CommandEntry>?)_commands ?? [],
        };
    }

    private static StreamAppend Append(Draft draft) => new()
    {
        Execution = draft.State.Id,
        ExpectedVersion = draft.BaseVersion,
        Events = draft.Events,
        Summary = draft.IsSummaryTouched ? Snapshots.Summarize.Of(draft.State) : null,
    };
}
