namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Every rule of several executions that is checked, by when it is checked.</summary>
internal static class ScopeInvariants
{
    public static IReadOnlyList<IScopeInvariant> OfWorlds { get; } =
    [
        new OneHolder(),
        new WaitersAreInLine(),
        new FreeStageHasNoLine(),
        new OneWaitsWhereSuperseding(),
        new OrphansReturnFirst(),
        new LatestEnteredLast(),
        new SupersededRanNothing(),
        new MissingIsTrue(),
        new NothingIsOwed(),
    ];

    public static IReadOnlyList<IScopeCommitInvariant> OfCommits { get; } =
    [
        new FirstInFirstOut(),
        new GateIsRespected(),
        new WaiterStopsAtOnce(),
        new SupersededByNewer(),
        new RecordIsTouched(),
        new RecordSurvives(),
        new GuardIsTold(),
    ];
}
