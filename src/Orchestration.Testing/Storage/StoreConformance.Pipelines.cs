using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>The records of pipelines: what a commit stores of them, and what is read.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] PipelineScenarios =>
    [
        Scenario(nameof(PipelinesAreReadBackAsync), kit => kit.PipelinesAreReadBackAsync()),
        Scenario(nameof(PipelinesAreFoundByTheirExactNameAsync), kit => kit.PipelinesAreFoundByTheirExactNameAsync()),
        Scenario(nameof(PipelinesAreReadByNameAsync), kit => kit.PipelinesAreReadByNameAsync()),
        Scenario(nameof(AnotherVersionOfAPipelineConflictsAsync), kit => kit.AnotherVersionOfAPipelineConflictsAsync()),
        Scenario(nameof(ARecordAndStreamsAreStoredTogetherAsync), kit => kit.ARecordAndStreamsAreStoredTogetherAsync()),
        Scenario(nameof(NothingOfACommitIsStoredIfItsRecordOrAStreamConflictsAsync), kit => kit.NothingOfACommitIsStoredIfItsRecordOrAStreamConflictsAsync()),
        Scenario(nameof(LaterCommitsOfABatchSeeEarlierRecordsAsync), kit => kit.LaterCommitsOfABatchSeeEarlierRecordsAsync()),
    ];

    /// <summary>A record is read with its gates, locks and waiting lines, with all that it had not, and as its newest version.</summary>
    public Task PipelinesAreReadBackAsync() => RunAsync(async test =>
    {
        PipelineRecord[] records =
        [
            StoredPipelines.Full(StoredSamples.OddText),
            StoredPipelines.Full(string.Empty),
            StoredPipelines.Minimal("minimal"),
            Stored.Pipeline(version: 1),
        ];
        foreach (PipelineRecord record in records)
        {
            await test.CommitAsync(test.Commit(record)).ConfigureAwait(false);
            Expect.Pipeline(record, await test.FindPipelineAsync(record.Pipeline).ConfigureAwait(false), "A record");
        }

        foreach (PipelineRecord record in records)
        {
            PipelineRecord empty = Stored.Pipeline(version: 2, record.GateVersion + 1, record.Pipeline);
            PipelineRecord next = new()
            {
                Pipeline = record.Pipeline,
                Version = 3,
                GateVersion = long.MaxValue,
                Stages = [.. record.Stages.Reverse()],
                Changes = [.. record.Changes.Reverse()],
            };
            await test.CommitAsync(test.Commit(empty)).ConfigureAwait(false);
            Expect.Pipeline(empty, await test.FindPipelineAsync(record.Pipeline).ConfigureAwait(false), "A record that has become empty");
            await test.CommitAsync(test.Commit(next)).ConfigureAwait(false);
            Expect.Pipeline(next, await test.FindPipelineAsync(record.Pipeline).ConfigureAwait(false), "A record that has changed");
        }
    });

    /// <summary>Names that differ in anything, such as case, a space or a NUL, are names of different pipelines; an unknown one has no record.</summary>
    public Task PipelinesAreFoundByTheirExactNameAsync() => RunAsync(async test =>
    {
        Expect.Equal(0, (await test.ReadPipelinesAsync().ConfigureAwait(false)).Count, "Records of a new store");
        string[] names = ["release", "Release", "release ", "release\0", "release\0s", "rele%", "caf\u00e9", "cafe\u0301", "1", "1.0"];
        for (int index = 0; index < names.Length; index++)
        {
            Expect.Pipeline(null, await test.FindPipelineAsync(names[index]).ConfigureAwait(false), "An unknown pipeline like others");
            await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1, gateVersion: index, names[index]))).ConfigureAwait(false);
        }

        for (int index = 0; index < names.Length; index++)
        {
            Expect.Pipeline(
                Stored.Pipeline(version: 1, gateVersion: index, names[index]), await test.FindPipelineAsync(names[index]).ConfigureAwait(false), "A record");
        }

        string[] unknown = ["RELEASE", " release", "releas", "release\0S", string.Empty, "01"];
        foreach (string name in unknown)
        {
            Expect.Pipeline(null, await test.FindPipelineAsync(name).ConfigureAwait(false), "An unknown pipeline");
        }
    });

    /// <summary>All records are read in the ordinal order of their names, whenever they were stored, each in its newest version.</summary>
    public Task PipelinesAreReadByNameAsync() => RunAsync(async test =>
    {
        string[] names = ["Z", "a", "a ", "a!", "aB", "ab", "b", "\u00e9", "\U0001F9EA", "\uff5e"];
        foreach (string name in names.Reverse())
        {
            await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1, pipeline: name))).ConfigureAwait(false);
        }

        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 2, pipeline: "aB"))).ConfigureAwait(false);
        Expect.Sequence(
            names.Select(name => (name, name == "aB" ? 2L : 1L)),
            (await test.ReadPipelinesAsync().ConfigureAwait(false)).Select(record => (record.Pipeline, record.Version)),
            "The pipelines by name, and their versions");
    });

    /// <summary>A record whose version does not follow the stored one, or is not the first, conflicts and stores nothing.</summary>
    public Task AnotherVersionOfAPipelineConflictsAsync() => RunAsync(async test =>
    {
        long[] wrong = [long.MinValue, -1, 0, 2, 3, long.MaxValue];
        foreach (long version in wrong)
        {
            Expect.Results(
                await test.AppendAsync(test.Commit(Stored.Pipeline(version))).ConfigureAwait(false),
                $"Version {version} of a pipeline without a record", CommitResult.Conflict);
        }

        Expect.Pipeline(null, await test.FindPipelineAsync().ConfigureAwait(false), "A record that only had conflicts");
        for (int version = 1; version <= 3; version++)
        {
            await test.CommitAsync(test.Commit(Stored.Pipeline(version))).ConfigureAwait(false);
        }

        wrong = [long.MinValue, 0, 1, 2, 3, 5, 100, long.MaxValue];
        foreach (long version in wrong)
        {
            Expect.Results(
                await test.AppendAsync(test.Commit(Stored.Pipeline(version, gateVersion: 9))).ConfigureAwait(false),
                $"Version {version} upon version 3", CommitResult.Conflict);
        }

        Expect.Pipeline(Stored.Pipeline(version: 3), await test.FindPipelineAsync().ConfigureAwait(false), "The record after conflicts");
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 4))).ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1, pipeline: "other"))).ConfigureAwait(false);
    });

    /// <summary>A commit may change a record and append to streams, accept commands and write the audit.</summary>
    public Task ARecordAndStreamsAreStoredTogetherAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        Guid command = test.NewId();
        Commit commit = test.Commit(
            [Stored.Append(one, 0, summary: Stored.Summary(one)), Stored.Append(other, 0)], [new CommandEntry(command, one)], Stored.Audit("somebody"));
        commit.Pipeline = StoredPipelines.Full("text");
        await test.CommitAsync(commit).ConfigureAwait(false);

        Expect.Pipeline(commit.Pipeline, await test.FindPipelineAsync("text pipeline").ConfigureAwait(false), "The record");
        Expect.Equal(1, await test.CountAsync(one).ConfigureAwait(false), "Events of the first stream");
        Expect.Equal(1, await test.CountAsync(other).ConfigureAwait(false), "Events of the second stream");
        Expect.Summary(Stored.Summary(one), await test.FindAsync(one).ConfigureAwait(false), "The summary");
        Expect.Equal(one, await test.FindCommandAsync(command).ConfigureAwait(false), "The execution of the command id");
        Expect.Equal(1, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>Whichever conflicts, the record, a stream or a command id: nothing of the commit is stored.</summary>
    public Task NothingOfACommitIsStoredIfItsRecordOrAStreamConflictsAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Guid used = test.NewId();
        Guid free = test.NewId();
        await test.CommitAsync(test.Commit([Stored.Append(execution, 0)], [new CommandEntry(used, execution)])).ConfigureAwait(false);
        await test.CommitAsync(test.Commit(Stored.Pipeline(version: 1))).ConfigureAwait(false);

        (long Stream, long Record, Guid Command, string Name)[] conflicts =
        [
            (0, 2, free, "pipeline"), (2, 2, free, "pipeline"), (1, 1, free, "pipeline"), (1, 3, free, "pipeline"), (1, 2, used, "pipeline"),
            (2, 1, free, "new"), (1, 2, free, "new"), (1, 1, used, "new"),
        ];
        foreach ((long stream, long record, Guid command, string name) in conflicts)
        {
            Commit commit = test.Commit(
                [Stored.Append(execution, stream, summary: Stored.Summary(execution))], [new CommandEntry(command, execution)], Stored.Audit("nobody"));
            commit.Pipeline = Stored.Pipeline(record, gateVersion: 1, name);
            Expect.Results(
                await test.AppendAsync(commit).ConfigureAwait(false), $"Stream version {stream} and record version {record}", CommitResult.Conflict);
        }

        Expect.Pipeline(Stored.Pipeline(version: 1), await test.FindPipelineAsync().ConfigureAwait(false), "The record");
        Expect.Pipeline(null, await test.FindPipelineAsync("new").ConfigureAwait(false), "The new record");
        Expect.Equal(1, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        Expect.Summary(null, await test.FindAsync(execution).ConfigureAwait(false), "The summary");
        Expect.Equal(null, await test.FindCommandAsync(free).ConfigureAwait(false), "The execution of the command id");
        Expect.Equal(0, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>Records of one batch are stored in order, each upon what the one before left; a conflict leaves its neighbours alone.</summary>
    public Task LaterCommitsOfABatchSeeEarlierRecordsAsync() => RunAsync(async test =>
    {
        Expect.Results(
            await test.AppendAsync(
                test.Commit(Stored.Pipeline(version: 1)),
                test.Commit(Stored.Pipeline(version: 2)),
                test.Commit(Stored.Pipeline(version: 2, gateVersion: 9)),
                test.Commit(Stored.Pipeline(version: 1, pipeline: "other")),
                test.Commit(Stored.Pipeline(version: 3, gateVersion: 1))).ConfigureAwait(false),
            "A batch of records",
            CommitResult.Committed, CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed, CommitResult.Committed);
        Expect.Pipeline(Stored.Pipeline(version: 3, gateVersion: 1), await test.FindPipelineAsync().ConfigureAwait(false), "The record");
        Expect.Pipeline(Stored.Pipeline(version: 1, pipeline: "other"), await test.FindPipelineAsync("other").ConfigureAwait(false), "The other record");
    });
}
