using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>The records of pipelines: the same commit again, and other owners.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] PipelineRepetitionScenarios =>
    [
        Scenario(nameof(ARepeatedCommitOfARecordHasOneEffectAsync), kit => kit.ARepeatedCommitOfARecordHasOneEffectAsync()),
        Scenario(nameof(ARepeatedCommitIsKnownWithoutItsRecordAsync), kit => kit.ARepeatedCommitIsKnownWithoutItsRecordAsync()),
        Scenario(nameof(ARefusedRecordMayBeSentAgainAsync), kit => kit.ARefusedRecordMayBeSentAgainAsync()),
        Scenario(nameof(ARecordWithASmallerEpochIsFencedAsync), kit => kit.ARecordWithASmallerEpochIsFencedAsync()),
        Restart(nameof(PipelinesSurviveARestartAsync), kit => kit.PipelinesSurviveARestartAsync()),
    ];

    /// <summary>A commit whose answer was lost is committed again without a second effect, with a record only and with a stream too.</summary>
    public Task ARepeatedCommitOfARecordHasOneEffectAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit first = test.Commit(Stored.Pipeline(version: 1));
        Expect.Results(
            await test.AppendAsync(first, first).ConfigureAwait(false), "A record twice in one batch", CommitResult.Committed, CommitResult.Committed);
        await test.CommitAsync(first).ConfigureAwait(false);

        Commit second = test.Commit(Stored.Pipeline(version: 2, gateVersion: 1), Stored.Append(execution, 0));
        await test.CommitAsync(second).ConfigureAwait(false);
        await test.CommitAsync(second).ConfigureAwait(false);
        await test.CommitAsync(Stored.Append(execution, 1)).ConfigureAwait(false);
        await test.CommitAsync(second).ConfigureAwait(false);
        Expect.Pipeline(second.Pipeline, await test.FindPipelineAsync().ConfigureAwait(false), "The record");

        Commit third = test.Commit(Stored.Pipeline(version: 3, gateVersion: 2));
        await test.CommitAsync(third).ConfigureAwait(false);
        await test.CommitAsync(second).ConfigureAwait(false);
        Expect.Pipeline(third.Pipeline, await test.FindPipelineAsync().ConfigureAwait(false), "The record after a late repetition");
        Expect.Equal(2, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");

        Expect.Results(
            await test.AppendAsync(test.Commit(Stored.Pipeline(version: 3, gateVersion: 2))).ConfigureAwait(false),
            "The same record by another commit", CommitResult.Conflict);
    });

    /// <summary>Once the record has moved on, a commit is still known by its streams, command ids or audit entries.</summary>
    public Task ARepeatedCommitIsKnownWithoutItsRecordAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit[] commits =
        [
            test.Commit(Stored.Append(execution, 0)),
            test.Commit([], [new CommandEntry(test.NewId(), execution)]),
            test.Commit([], [], Stored.Audit("once")),
        ];
        for (int index = 0; index < commits.Length; index++)
        {
            commits[index].Pipeline = Stored.Pipeline(index + 1, gateVersion: index + 1);
            commits[index].Guard = new GateGuard("pipeline", index);
            await test.CommitAsync(commits[index]).ConfigureAwait(false);
        }

        PipelineRecord newest = Stored.Pipeline(commits.Length + 1, gateVersion: 100);
        await test.CommitAsync(test.Commit(newest)).ConfigureAwait(false);
        foreach (Commit commit in commits)
        {
            await test.CommitAsync(commit).ConfigureAwait(false);
        }

        Expect.Pipeline(newest, await test.FindPipelineAsync().ConfigureAwait(false), "The record");
        Expect.Equal(1, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        Expect.Equal(1, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>A record that was refused has left nothing: the same commit can be stored once nothing is against it.</summary>
    public Task ARefusedRecordMayBeSentAgainAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit early = test.Commit(Stored.Pipeline(version: 2), Stored.Append(execution, 0));
        Expect.Results(await test.AppendAsync(early).ConfigureAwait(false), "A record that comes too early", CommitResult.Conflict);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1))).ConfigureAwait(false);
        await test.CommitAsync(early).ConfigureAwait(false);
        await test.CommitAsync(early).ConfigureAwait(false);
        Expect.Pipeline(early.Pipeline, await test.FindPipelineAsync().ConfigureAwait(false), "The record");
        Expect.Equal(1, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
    });

    /// <summary>A record with a smaller epoch than the store's is not stored, nor is it known as a repetition.</summary>
    public Task ARecordWithASmallerEpochIsFencedAsync() => RunAsync(async test =>
    {
        Commit fenced = test.Commit(Stored.Pipeline(version: 1));
        fenced.Epoch--;
        Expect.Results(
            await test.AppendAsync(fenced, test.Commit(Stored.Pipeline(version: 1, pipeline: "other"))).ConfigureAwait(false),
            "A record with a smaller epoch, and another one", CommitResult.Fenced, CommitResult.Committed);
        Expect.Sequence(
            ["other"], (await test.ReadPipelinesAsync().ConfigureAwait(false)).Select(record => record.Pipeline), "The pipelines with a record");

        Commit stored = test.Commit(Stored.Pipeline(version: 1));
        await test.CommitAsync(stored).ConfigureAwait(false);
        stored.Epoch--;
        Expect.Results(await test.AppendAsync(stored).ConfigureAwait(false), "Its repetition with a smaller epoch", CommitResult.Fenced);
    });

    /// <summary>Records, their versions, the versions of their gates and the ids of their commits are there after a restart.</summary>
    public Task PipelinesSurviveARestartAsync() => RunAsync(async test =>
    {
        PipelineRecord full = StoredPipelines.Full(StoredSamples.OddText);
        Commit before = test.Commit(full);
        await test.CommitAsync(before).ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1))).ConfigureAwait(false);
        await test.RestartAsync().ConfigureAwait(false);

        Expect.Pipeline(full, await test.FindPipelineAsync(full.Pipeline).ConfigureAwait(false), "A record after a restart");
        Expect.Sequence(
            [full.Pipeline, "pipeline"], (await test.ReadPipelinesAsync().ConfigureAwait(false)).Select(record => record.Pipeline), "The pipelines by name");
        Expect.Results(await test.AppendAsync(before).ConfigureAwait(false), "A record of the owner before", CommitResult.Fenced);
        before.Epoch = test.Epoch;
        await test.CommitAsync(before).ConfigureAwait(false);
        Expect.Results(
            await test.AppendAsync(
                test.Commit(Stored.Pipeline(version: 1)),
                test.Commit(new GateGuard(full.Pipeline, full.GateVersion - 1), Stored.Append(test.NewExecution(), 0)),
                test.Commit(new GateGuard(full.Pipeline, full.GateVersion), Stored.Append(test.NewExecution(), 0)),
                test.Commit(Stored.Pipeline(version: 2))).ConfigureAwait(false),
            "Records and guards after a restart",
            CommitResult.Conflict, CommitResult.Conflict, CommitResult.Committed, CommitResult.Committed);
    });
}
