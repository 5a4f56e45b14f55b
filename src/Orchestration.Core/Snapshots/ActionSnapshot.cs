namespace Orchestration;

/// <summary>An action as it stood at one moment.</summary>
public sealed record ActionSnapshot
{
    /// <summary>Its name within its stage; that of a child is its path, the names of those above it and its key, such as <c>root/train-2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its number in the execution, from 0: the declared actions in order and, behind them, the children in the order of their starts.</summary>
    public required int Id { get; init; }

    /// <summary>How it was started, if it is a child; null for a declared action.</summary>
    public ChildSnapshot? Start { get; init; }

    /// <summary>The key of a child; null for a declared action.</summary>
    public string? Key => Start?.Key;

    /// <summary>The attempt that has started a child; 0 for a declared action.</summary>
    public int ParentAttempt => Start?.ParentAttempt ?? 0;

    /// <summary>What its code has started, in the order of the starts, those of earlier attempts too; empty in a list of actions.</summary>
    public IReadOnlyList<ActionSnapshot> Children { get; init; } = [];

    /// <summary>How many actions below it are not closed.</summary>
    public int OpenBelow { get; init; }

    /// <summary>How far it is, or was when it closed, as its code has told last; null where it has told nothing.</summary>
    public ProgressSnapshot? Progress { get; init; }

    /// <summary>Whether its code has returned, and it only waits for children that are open.</summary>
    public bool HasReturned { get; init; }

    /// <summary>Its status.</summary>
    public required ActionStatus Status { get; init; }

    /// <summary>The number of its newest attempt; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>When that attempt started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it closed.</summary>
    public ReasonCode? Reason { get; init; }

    /// <summary>What its code threw; while it waits for its next attempt, what the one before threw.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Its output.</summary>
    public Payload? Output { get; init; }

    /// <summary>What it waits for, while it is <see cref="ActionStatus.Waiting"/>.</summary>
    public ActionWait? WaitsFor { get; init; }

    /// <summary>When its next attempt begins, in UTC, while it waits for that.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What went wrong, and until when a person has to pick what follows, while it waits for that.</summary>
    public InterventionSnapshot? Intervention { get; init; }

    /// <summary>What it was asked to end for on its own, or with its marked stage, while it is open.</summary>
    public IntentSnapshot? Intent { get; init; }

    /// <summary>What its running code is told, whether it is asked to end alone, with one above it, or with the execution.</summary>
    public StopReason? StopReason { get; init; }

    /// <summary>Whether its stage goes on although it was aborted.</summary>
    public bool IsForgiven { get; init; }

    /// <summary>Whether it was rolled back: its code ran that undoes it, also where that failed (see <see cref="RollbackFailure"/>), or a resource of it was released in a rollback.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>What went wrong when it was rolled back.</summary>
    public Failure? RollbackFailure { get; init; }

    /// <summary>What was asked and answered, if it is an approval that was asked for or reused.</summary>
    public ApprovalSnapshot? Approval { get; init; }

    /// <summary>The execution that its result was taken from, if it was reused.</summary>
    public ExecutionId? ReusedFrom { get; init; }

    /// <summary>Who closed it, if somebody did: a caller or, where a child was cancelled, the action whose code did.</summary>
    public string? Actor { get; init; }

    /// <summary>Why a child was asked to end, in the words of who asked; the reasons of other actions stand in their commands.</summary>
    public string? Text { get; init; }

    /// <summary>The command that closed it, if one did; see <see cref="ExecutionSnapshot.Commands"/>.</summary>
    public Guid? CommandId { get; init; }
}
