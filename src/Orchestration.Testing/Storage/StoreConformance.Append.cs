using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>What a commit stores, and what it must not.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] AppendScenarios =>
    [
        Scenario(nameof(EveryEventTypeIsReadBackAsync), kit => kit.EveryEventTypeIsReadBackAsync()),
        Scenario(nameof(OddStringsAndLargePayloadsAreReadBackAsync), kit => kit.OddStringsAndLargePayloadsAreReadBackAsync()),
        Scenario(nameof(AnotherVersionThanExpectedConflictsAsync), kit => kit.AnotherVersionThanExpectedConflictsAsync()),
        Scenario(nameof(TwoStreamsAreStoredTogetherAsync), kit => kit.TwoStreamsAreStoredTogetherAsync()),
        Scenario(nameof(NothingOfAConflictingCommitIsStoredAsync), kit => kit.NothingOfAConflictingCommitIsStoredAsync()),
        Scenario(nameof(AConflictLeavesItsNeighboursAloneAsync), kit => kit.AConflictLeavesItsNeighboursAloneAsync()),
        Scenario(nameof(LaterCommitsOfABatchSeeEarlierOnesAsync), kit => kit.LaterCommitsOfABatchSeeEarlierOnesAsync()),
        Scenario(nameof(ACommandIdInUseConflictsAsync), kit => kit.ACommandIdInUseConflictsAsync()),
        Scenario(nameof(ACancelledAppendStoresNothingAsync), kit => kit.ACancelledAppendStoresNothingAsync()),
    ];

    /// <summary>Events of every type, with all their properties and with only the required ones, are read as they were written.</summary>
    public Task EveryEventTypeIsReadBackAsync() => RunAsync(async test =>
    {
        foreach (ExecutionEvent[] events in new[] { StoredSamples.Full("text"), StoredSamples.Minimal("text") })
        {
            ExecutionId execution = test.NewExecution();
            await test.CommitAsync(new StreamAppend { Execution = execution, ExpectedVersion = 0, Events = events }).ConfigureAwait(false);
            Expect.Events(events, await test.ReadAsync(execution).ConfigureAwait(false), "The events of every type");
        }
    });

    /// <summary>Quotes, emoji, NUL and other odd characters, and a payload of a megabyte, are read as they were written.</summary>
    public Task OddStringsAndLargePayloadsAreReadBackAsync() => RunAsync(async test =>
    {
        ActionClosed large = new()
        {
            Sequence = 1,
            At = StoredSamples.Time,
            Stage = "stage",
            Action = "action",
            ActionIndex = 0,
            Status = ActionStatus.Succeeded,
            Reason = ReasonCode.Completed,
            Attempt = 1,
            Output = StoredSamples.JsonOf($"\"{new string('\u6f22', 1 << 20)}\""),
        };
        foreach (ExecutionEvent[] events in new[] { StoredSamples.Full(StoredSamples.OddText), StoredSamples.Full(string.Empty), [large] })
        {
            ExecutionId execution = test.NewExecution();
            await test.CommitAsync(new StreamAppend { Execution = execution, ExpectedVersion = 0, Events = events }).ConfigureAwait(false);
            Expect.Events(events, await test.ReadAsync(execution).ConfigureAwait(false), "Odd and large events");
        }
    });

    /// <summary>An expected version that is smaller or greater than the stream's, or inside a commit, conflicts and stores nothing.</summary>
    public Task AnotherVersionThanExpectedConflictsAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        await test.CommitAsync(Stored.Append(execution, 0, events: 2)).ConfigureAwait(false);
        await test.CommitAsync(Stored.Append(execution, 2, events: 3)).ConfigureAwait(false);

        long[] wrong = [0, 1, 2, 3, 4, 6, 100];
        foreach (long version in wrong)
        {
            Expect.Results(
                await test.AppendAsync(test.Commit(Stored.Append(execution, version))).ConfigureAwait(false),
                $"Expecting version {version} of a stream with 5 events", CommitResult.Conflict);
        }

        ExecutionId unknown = test.NewExecution();
        Expect.Results(
            await test.AppendAsync(test.Commit(Stored.Append(unknown, 1))).ConfigureAwait(false),
            "Expecting version 1 of a stream that does not exist", CommitResult.Conflict);
        Expect.Equal(5, await test.CountAsync(execution).ConfigureAwait(false), "Events after conflicts");
        Expect.Equal(0, await test.CountAsync(unknown).ConfigureAwait(false), "Events of a stream that only had a conflict");
        await test.CommitAsync(Stored.Append(execution, 5)).ConfigureAwait(false);
    });

    /// <summary>A commit may append to several streams.</summary>
    public Task TwoStreamsAreStoredTogetherAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        await test.CommitAsync(Stored.Append(one, 0), Stored.Append(other, 0, events: 2)).ConfigureAwait(false);
        await test.CommitAsync(Stored.Append(one, 1), Stored.Append(other, 2)).ConfigureAwait(false);
        Expect.Equal(2, await test.CountAsync(one).ConfigureAwait(false), "Events of the first stream");
        Expect.Equal(3, await test.CountAsync(other).ConfigureAwait(false), "Events of the second stream");
    });

    /// <summary>If one stream conflicts, the commit's other streams, summaries, command ids and audit entries are not stored either.</summary>
    public Task NothingOfAConflictingCommitIsStoredAsync() => RunAsync(async test =>
    {
        ExecutionId good = test.NewExecution();
        ExecutionId bad = test.NewExecution();
        await test.CommitAsync(Stored.Append(good, 0, summary: Stored.Summary(good, "before"))).ConfigureAwait(false);
        Guid command = test.NewId();

        bool[] orders = [false, true];
        foreach (bool conflictsFirst in orders)
        {
            StreamAppend fits = Stored.Append(good, 1, summary: Stored.Summary(good, "before") with { Status = ExecutionStatus.Stopping });
            StreamAppend conflicts = Stored.Append(bad, 7, summary: Stored.Summary(bad));
            Commit commit = test.Commit(
                conflictsFirst ? [conflicts, fits] : [fits, conflicts], [new CommandEntry(command, good)], Stored.Audit("nobody"));
            Expect.Results(await test.AppendAsync(commit).ConfigureAwait(false), "A commit with a conflict in one stream", CommitResult.Conflict);
        }

        Expect.Equal(1, await test.CountAsync(good).ConfigureAwait(false), "Events of the stream that did not conflict");
        Expect.Summary(Stored.Summary(good, "before"), await test.FindAsync(good).ConfigureAwait(false), "Its summary");
        Expect.Equal(0, await test.CountAsync(bad).ConfigureAwait(false), "Events of the stream that conflicted");
        Expect.Summary(null, await test.FindAsync(bad).ConfigureAwait(false), "The summary of the stream that conflicted");
        Expect.Equal(null, await test.FindCommandAsync(command).ConfigureAwait(false), "The execution of the command id");
        Expect.Equal(0, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>Commits before and behind a conflicting one in the same batch are stored.</summary>
    public Task AConflictLeavesItsNeighboursAloneAsync() => RunAsync(async test =>
    {
        ExecutionId[] executions = [.. Enumerable.Range(0, 5).Select(_ => test.NewExecution())];
        Expect.Results(
            await test.AppendAsync(
                test.Commit(Stored.Append(executions[0], 0)),
                test.Commit(Stored.Append(executions[1], 3)),
                test.Commit(Stored.Append(executions[2], 0)),
                test.Commit(Stored.Append(executions[0], 1), Stored.Append(executions[3], 9)),
                test.Commit(Stored.Append(executions[4], 0))).ConfigureAwait(false),
            "A batch with conflicts",
            CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed);

        List<int> counts = [];
        foreach (ExecutionId execution in executions)
        {
            counts.Add(await test.CountAsync(execution).ConfigureAwait(false));
        }

        Expect.Sequence([1, 0, 1, 0, 1], counts, "Events of each stream");
    });

    /// <summary>Commits of one batch are stored in order, each upon what the one before left.</summary>
    public Task LaterCommitsOfABatchSeeEarlierOnesAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Expect.Results(
            await test.AppendAsync(
                test.Commit(Stored.Append(execution, 0)),
                test.Commit(Stored.Append(execution, 1)),
                test.Commit(Stored.Append(execution, 1)),
                test.Commit(Stored.Append(execution, 2))).ConfigureAwait(false),
            "A batch for one stream",
            CommitResult.Committed, CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed);
        Expect.Equal(3, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
    });

    /// <summary>A command id is accepted once; a commit that brings it again stores nothing.</summary>
    public Task ACommandIdInUseConflictsAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        Guid command = test.NewId();
        await test.CommitAsync(test.Commit([Stored.Append(one, 0)], [new CommandEntry(command, one)])).ConfigureAwait(false);

        Guid free = test.NewId();
        Commit again = test.Commit(
            [Stored.Append(other, 0, summary: Stored.Summary(other))],
            [new CommandEntry(free, other), new CommandEntry(command, other)],
            Stored.Audit("nobody"));
        Guid twice = test.NewId();
        Expect.Results(
            await test.AppendAsync(
                again,
                test.Commit([Stored.Append(one, 1)], [new CommandEntry(twice, one)]),
                test.Commit([Stored.Append(other, 0)], [new CommandEntry(twice, other)])).ConfigureAwait(false),
            "A command id that an earlier batch used, one that is new, and the same again",
            CommitResult.Conflict, CommitResult.Committed, CommitResult.Conflict);

        Expect.Equal(one, await test.FindCommandAsync(command).ConfigureAwait(false), "The execution of the command id");
        Expect.Equal(null, await test.FindCommandAsync(free).ConfigureAwait(false), "The execution of the other id in the refused commit");
        Expect.Equal(0, await test.CountAsync(other).ConfigureAwait(false), "Events of the refused commit");
        Expect.Summary(null, await test.FindAsync(other).ConfigureAwait(false), "The summary of the refused commit");
        Expect.Equal(0, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries of the refused commit");
    });

    /// <summary>An append whose token is cancelled before anything was written throws and stores nothing.</summary>
    public Task ACancelledAppendStoresNothingAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        CancellationToken cancelled = new(canceled: true);
        await Expect.ThrowsAsync<OperationCanceledException>(
            async () => await test.Store.AppendAsync([test.Commit(Stored.Append(execution, 0))], cancelled).ConfigureAwait(false),
            "An append with a cancelled token").ConfigureAwait(false);
        Expect.Equal(0, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        await test.CommitAsync(Stored.Append(execution, 0)).ConfigureAwait(false);
    });
}
