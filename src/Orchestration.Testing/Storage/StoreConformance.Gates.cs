using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>Commits that rely on a pipeline's gates.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] GateScenarios =>
    [
        Scenario(nameof(AGuardIsComparedWithTheGatesAsync), kit => kit.AGuardIsComparedWithTheGatesAsync()),
        Scenario(nameof(AGuardIsComparedWithTheGatesBeforeItsOwnCommitAsync), kit => kit.AGuardIsComparedWithTheGatesBeforeItsOwnCommitAsync()),
        Scenario(nameof(NothingOfACommitIsStoredIfItsGuardConflictsAsync), kit => kit.NothingOfACommitIsStoredIfItsGuardConflictsAsync()),
        Scenario(nameof(AConflictOfAGuardLeavesItsNeighboursAloneAsync), kit => kit.AConflictOfAGuardLeavesItsNeighboursAloneAsync()),
        Scenario(nameof(ARepeatedCommitNeedsNoGuardAsync), kit => kit.ARepeatedCommitNeedsNoGuardAsync()),
        Scenario(nameof(WhoeverSeesAGateChangeSeesWhatReliedOnItAsync), kit => kit.WhoeverSeesAGateChangeSeesWhatReliedOnItAsync()),
    ];

    /// <summary>A guard holds at the stored version of the gates only, at 0 without a record, whatever the version of the record.</summary>
    public Task AGuardIsComparedWithTheGatesAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        long events = 0;
        async Task HoldsOnlyAtAsync(long gateVersion, string what)
        {
            long[] tried = [-1, 0, 1, 2, 3, 4, 5, 6, long.MaxValue];
            foreach (long version in tried)
            {
                CommitResult wanted = version == gateVersion ? CommitResult.Committed : CommitResult.Conflict;
                Expect.Results(
                    await test.AppendAsync(test.Commit(new GateGuard("pipeline", version), Stored.Append(execution, events))).ConfigureAwait(false),
                    $"A guard of version {version}, {what}", wanted);
                events += wanted == CommitResult.Committed ? 1 : 0;
            }
        }

        await HoldsOnlyAtAsync(0, "without a record").ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1))).ConfigureAwait(false);
        await HoldsOnlyAtAsync(0, "at a record whose gates never changed").ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 2, gateVersion: 1))).ConfigureAwait(false);
        await HoldsOnlyAtAsync(1, "at the first change").ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 3, gateVersion: 1))).ConfigureAwait(false);
        await HoldsOnlyAtAsync(1, "at a later record with the same gates").ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 4, gateVersion: 5))).ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1, gateVersion: 6, "Pipeline"))).ConfigureAwait(false);
        await HoldsOnlyAtAsync(5, "beside a pipeline of another case").ConfigureAwait(false);
        Expect.Equal(events, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        Expect.Pipeline(Stored.Pipeline(version: 4, gateVersion: 5), await test.FindPipelineAsync().ConfigureAwait(false), "The record, which guards only read");
    });

    /// <summary>A commit may change the gates that it relies on; it relies on them as they were before.</summary>
    public Task AGuardIsComparedWithTheGatesBeforeItsOwnCommitAsync() => RunAsync(async test =>
    {
        for (int version = 1; version <= 3; version++)
        {
            Commit after = test.Commit(Stored.Pipeline(version, gateVersion: version));
            after.Guard = new GateGuard("pipeline", version);
            Commit before = test.Commit(Stored.Pipeline(version, gateVersion: version));
            before.Guard = new GateGuard("pipeline", version - 1);
            Expect.Results(
                await test.AppendAsync(after, before, before).ConfigureAwait(false),
                $"A guard of the gates as they are after change {version}, and of those before, which is repeated",
                CommitResult.Conflict, CommitResult.Committed, CommitResult.Committed);
        }

        Expect.Pipeline(Stored.Pipeline(version: 3, gateVersion: 3), await test.FindPipelineAsync().ConfigureAwait(false), "The record");
    });

    /// <summary>A commit whose guard conflicts stores no events, summaries, record, command ids and audit entries.</summary>
    public Task NothingOfACommitIsStoredIfItsGuardConflictsAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        Guid command = test.NewId();
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1, gateVersion: 1))).ConfigureAwait(false);
        GateGuard older = new("pipeline", 0);
        Commit whole = test.Commit(
            [Stored.Append(one, 0, summary: Stored.Summary(one)), Stored.Append(other, 0)], [new CommandEntry(command, one)], Stored.Audit("nobody"));
        whole.Guard = older;
        whole.Pipeline = Stored.Pipeline(version: 1, pipeline: "other");
        Commit record = test.Commit(Stored.Pipeline(version: 2));
        record.Guard = older;
        Commit commands = test.Commit([], [new CommandEntry(command, one)]);
        commands.Guard = older;
        Commit audit = test.Commit([], [], Stored.Audit("nobody"));
        audit.Guard = older;
        Expect.Results(
            await test.AppendAsync(
                whole, record, commands, audit, test.Commit(older, Stored.Append(one, 0, summary: Stored.Summary(one)))).ConfigureAwait(false),
            "Commits that rely on older gates",
            CommitResult.Conflict, CommitResult.Conflict, CommitResult.Conflict, CommitResult.Conflict, CommitResult.Conflict);

        Expect.Equal(0, await test.CountAsync(one).ConfigureAwait(false), "Events of the first stream");
        Expect.Equal(0, await test.CountAsync(other).ConfigureAwait(false), "Events of the second stream");
        Expect.Summary(null, await test.FindAsync(one).ConfigureAwait(false), "The summary");
        Expect.Sequence(
            [("pipeline", 1L)],
            (await test.ReadPipelinesAsync().ConfigureAwait(false)).Select(found => (found.Pipeline, found.Version)),
            "The pipelines with a record");
        Expect.Equal(null, await test.FindCommandAsync(command).ConfigureAwait(false), "The execution of the command id");
        Expect.Equal(0, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>In one batch a change of the gates counts for the guards behind it, and a conflict leaves the other commits alone.</summary>
    public Task AConflictOfAGuardLeavesItsNeighboursAloneAsync() => RunAsync(async test =>
    {
        ExecutionId[] executions = [.. Enumerable.Range(0, 5).Select(_ => test.NewExecution())];
        GateGuard before = new("pipeline", 0);
        GateGuard after = new("pipeline", 1);
        Expect.Results(
            await test.AppendAsync(
                test.Commit(before, Stored.Append(executions[0], 0)),
                test.Commit(after, Stored.Append(executions[1], 0)),
                test.Commit(Stored.Pipeline(version: 1, gateVersion: 1)),
                test.Commit(before, Stored.Append(executions[2], 0), Stored.Append(executions[0], 1)),
                test.Commit(after, Stored.Append(executions[3], 0)),
                test.Commit(Stored.Append(executions[4], 0))).ConfigureAwait(false),
            "A batch with guards around a change of the gates",
            CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed, CommitResult.Committed);

        List<int> counts = [];
        foreach (ExecutionId execution in executions)
        {
            counts.Add(await test.CountAsync(execution).ConfigureAwait(false));
        }

        Expect.Sequence([1, 0, 0, 1, 1], counts, "Events of each stream");
    });

    /// <summary>A commit that is stored is committed again, whatever became of the gates since.</summary>
    public Task ARepeatedCommitNeedsNoGuardAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        GateGuard guard = new("pipeline", 0);
        Commit single = test.Commit(guard, Stored.Append(one, 0));
        Commit two = test.Commit(guard, Stored.Append(one, 1), Stored.Append(other, 0));
        Commit commands = test.Commit([], [new CommandEntry(test.NewId(), one)]);
        commands.Guard = guard;
        Commit audit = test.Commit([], [], Stored.Audit("once"));
        audit.Guard = guard;
        Commit record = test.Commit(Stored.Pipeline(version: 1, pipeline: "other"));
        record.Guard = guard;
        Commit[] commits = [single, two, commands, audit, record];
        CommitResult[] all = [.. commits.Select(_ => CommitResult.Committed)];
        Expect.Results(await test.AppendAsync(commits).ConfigureAwait(false), "Commits with a guard", all);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1, gateVersion: 1))).ConfigureAwait(false);
        Expect.Results(await test.AppendAsync(commits).ConfigureAwait(false), "The same after the gates have changed", all);
        Expect.Equal(2, await test.CountAsync(one).ConfigureAwait(false), "Events of the first stream");
        Expect.Equal(1, await test.CountAsync(other).ConfigureAwait(false), "Events of the second stream");
        Expect.Equal(1, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>
    /// Of a change of the gates and an append that relies on them as they were, at once: either the append conflicts, or whoever reads the
    /// stream after the change finds it there.
    /// </summary>
    public Task WhoeverSeesAGateChangeSeesWhatReliedOnItAsync() => RunAsync(async test =>
    {
        using SemaphoreSlim slots = new(Math.Min(2, test.Store.MaxConcurrentAppends));
        async Task<CommitResult> AppendAsync(Commit commit)
        {
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                return (await test.AppendAsync(commit).ConfigureAwait(false))[0];
            }
            finally
            {
                slots.Release();
            }
        }

        ParallelOptions bothAtOnce = new() { MaxDegreeOfParallelism = 2 };
        for (int round = 0; round < Rounds * 5; round++)
        {
            ExecutionId[] streams = [.. Enumerable.Range(0, 1 + (round % 2)).Select(_ => test.NewExecution())];
            Commit change = test.Commit(Stored.Pipeline(round + 1, gateVersion: round + 1));
            Commit relying = test.Commit(new GateGuard("pipeline", round), [.. streams.Select(stream => Stored.Append(stream, 0))]);
            CommitResult changed = CommitResult.Unknown;
            CommitResult relied = CommitResult.Unknown;
            int seen = 0;
            async ValueTask ChangeAsync()
            {
                changed = await AppendAsync(change).ConfigureAwait(false);
                seen = await test.CountAsync(streams[0]).ConfigureAwait(false);
            }

            async ValueTask RelyAsync() => relied = await AppendAsync(relying).ConfigureAwait(false);
            await Parallel.ForEachAsync([true, false], bothAtOnce, (changes, _) => changes ? ChangeAsync() : RelyAsync()).ConfigureAwait(false);
            Expect.Equal(CommitResult.Committed, changed, "A change of the gates");
            Expect.Equal(relied == CommitResult.Committed ? 1 : 0, seen, $"Events seen after the change, where the append was {relied}");
        }
    });
}
