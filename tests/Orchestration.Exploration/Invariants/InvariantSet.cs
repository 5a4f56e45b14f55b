namespace Orchestration.Exploration.Invariants;

/// <summary>Every rule that is checked, by when it is checked.</summary>
internal static class InvariantSet
{
    public static IReadOnlyList<IEventInvariant> OfEvents { get; } =
    [
        new ClosedStaysClosed(),
        new FollowsLifecycle(),
        new NothingStartsUnderIntent(),
        new NothingStartsWhileDraining(),
        new NothingStartsWhilePaused(),
        new ChildrenCloseFirst(),
        new StartsInOrder(),
        new StageOutcome(),
        new ExecutionOutcome(),
        new AttemptNumbers(),
        new OneResultPerAttempt(),
        new NotRunWasNotStarted(),
        new IntentNeverFalls(),
        new OwnIntentNeverFalls(),
        new OwnIntentDecides(),
        new StrategyActs(),
        new OneStepAtATime(),
        new RollsBackInOrder(),
        new FinalizersRun(),
        new TimesNeverMoveAway(),
        new ModeIsKept(),
        new CausesAreNamed(),
        new RetryReopensWhatItRuns(),
        new ReusesNewestSuccess(),
        new NothingStartsBelowEnd(),
        new TreeClosesInOrder(),
        new SignalledDoesNotSucceed(),
        new KeyRunsOnce(),
        new ReturnStands(),
    ];

    public static IReadOnlyList<IDecisionInvariant> OfDecisions { get; } =
    [
        new RefusalsHaveTheirCode(),
        new RefusedEmitsNothing(),
        new RefusalsNameAll(),
        new ExistingIsReturned(),
        new VersionsAreChecked(),
        new CompletionKeepsItsResult(),
        new AnswersAreHeard(),
        new StartsAreAnswered(),
        new CancelIsHeard(),
    ];

    public static IReadOnlyList<ICommitInvariant> OfCommits { get; } =
    [
        new StoppingIsSeen(),
        new EffectsMatchPending(),
        new CommandsSettle(),
        new ClosesAsReturned(),
    ];

    public static IReadOnlyList<ICommitInvariant> OfReceipts { get; } = [new SameCommandHasOneEffect()];

    public static IReadOnlyList<IWorldInvariant> OfWorlds { get; } =
    [
        new CountersMatchScan(),
        new IntentMatchesStatus(),
        new RunningCodeIsOwned(),
        new ResumedIsFinal(),
        new PausesEnd(),
        new TimersEnd(),
        new MarkMatchesStage(),
        new RollbackMatchesStatus(),
        new ChildrenBelongToAttempts(),
    ];
}
