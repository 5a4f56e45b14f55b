using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>
/// What a mailbox decides at one go and stores in one commit: the draft of its execution, and of one that it creates.
/// An execution has one turn object for all its turns.
/// </summary>
internal sealed class Turn(LiveExecution live)
{
    private List<CommandEntry>? _commands;
    private Commit? _commit;
    private StreamAppend[]? _alone;
    private Draft? _draft;

    public LiveExecution Live => live;

    public DateTimeOffset Now { get; private set; }

    /// <summary>The execution's draft; null where no execution of this id exists.</summary>
    public Draft? Draft { get; private set; }

    /// <summary>The state as drafted so far.</summary>
    public ExecutionState? State => Draft?.State;

    /// <summary>A new execution that this turn creates beside its own, and where it will live.</summary>
    public (Draft Draft, LiveExecution Live)? Created { get; private set; }

    public bool HasEvents => Draft is { Events.Count: > 0 };

    public void Renew(ExecutionState? state)
    {
        EngineCore engine = live.Engine;
        Now = engine.Time.GetUtcNow();
        Created = null;
        _commands = null;
        Draft = state is null ? null : _draft ??= new Draft(state, Now, engine.Epoch, engine.IsAdmitting);
        Draft?.Renew(state!, Now, engine.Epoch, engine.IsAdmitting);
    }

    /// <summary>The turn's own execution begins with it.</summary>
    public void Begin(ExecutionStarted start)
    {
        _draft = Start.Decide(live.Id, start, Now, live.Engine.Epoch, live.Engine.IsAdmitting);
        Draft = _draft;
    }

    public void Create(Draft draft, LiveExecution created) => Created = (draft, created);

    /// <summary>Remembers a command that was accepted just now, so that its receipt can be found by its id.</summary>
    public Verdict Accepting(Guid command, Verdict verdict)
    {
        if (verdict.Refusal is null && verdict.Receipt == command && State!.Commands.Exists(one => one.Id == command && one.Sequence > Draft!.BaseVersion))
        {
            (_commands ??= []).Add(new CommandEntry(command, live.Id));
        }

        return verdict;
    }

    /// <summary>The turn as one atomic write. The objects serve again in the next turn, when the store is done with them.</summary>
    public Commit ToCommit(Guid id)
    {
        _alone ??= [new StreamAppend { Execution = live.Id, ExpectedVersion = 0, Events = [] }];
        Fill(_alone[0], Draft!);
        _commit ??= new Commit { Id = id, Epoch = live.Engine.Epoch };
        _commit.Id = id;
        _commit.Streams = Created is { } created ? [_alone[0], Fill(null, created.Draft)] : _alone;
        _commit.Commands = (IReadOnlyList<CommandEntry>?)_commands ?? [];
        return _commit;
    }

    private static StreamAppend Fill(StreamAppend? append, Draft draft)
    {
        append ??= new StreamAppend { Execution = draft.State.Id, ExpectedVersion = 0, Events = [] };
        append.ExpectedVersion = draft.BaseVersion;
        append.Events = draft.Events;
        append.Summary = draft.IsSummaryTouched ? Snapshots.Summarize.Of(draft.State) : null;
        return append;
    }
}
