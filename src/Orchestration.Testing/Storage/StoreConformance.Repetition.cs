using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>The same commit id again is the same commit.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] RepetitionScenarios =>
    [
        Scenario(nameof(ARepeatedCommitHasOneEffectAsync), kit => kit.ARepeatedCommitHasOneEffectAsync()),
        Scenario(nameof(ARepetitionInTheSameBatchHasOneEffectAsync), kit => kit.ARepetitionInTheSameBatchHasOneEffectAsync()),
        Scenario(nameof(ARepeatedCommitOfTwoStreamsHasOneEffectAsync), kit => kit.ARepeatedCommitOfTwoStreamsHasOneEffectAsync()),
        Scenario(nameof(ARepeatedCommitOfCommandsOrAuditHasOneEffectAsync), kit => kit.ARepeatedCommitOfCommandsOrAuditHasOneEffectAsync()),
        Scenario(nameof(ARefusedCommitMayBeSentAgainAsync), kit => kit.ARefusedCommitMayBeSentAgainAsync()),
        Restart(nameof(ACommitIsRecognisedAfterARestartAsync), kit => kit.ACommitIsRecognisedAfterARestartAsync()),
    ];

    /// <summary>A commit that is stored is committed again without a second effect, also when the stream has moved on.</summary>
    public Task ARepeatedCommitHasOneEffectAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit first = test.Commit(
            [Stored.Append(execution, 0, summary: Stored.Summary(execution))], [new CommandEntry(test.NewId(), execution)], Stored.Audit("once"));
        await test.CommitAsync(first).ConfigureAwait(false);
        await test.CommitAsync(first).ConfigureAwait(false);

        ExecutionSummary later = Stored.Summary(execution) with { Status = ExecutionStatus.Stopping };
        await test.CommitAsync(Stored.Append(execution, 1, events: 2, later)).ConfigureAwait(false);
        await test.CommitAsync(first).ConfigureAwait(false);

        Expect.Equal(3, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        Expect.Summary(later, await test.FindAsync(execution).ConfigureAwait(false), "The summary");
        Expect.Equal(1, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>The same commit twice in one batch is stored once.</summary>
    public Task ARepetitionInTheSameBatchHasOneEffectAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit commit = test.Commit([Stored.Append(execution, 0)], [], Stored.Audit("once"));
        Expect.Results(
            await test.AppendAsync(commit, commit, test.Commit(Stored.Append(execution, 1)), commit).ConfigureAwait(false),
            "A batch with repetitions",
            CommitResult.Committed, CommitResult.Committed, CommitResult.Committed, CommitResult.Committed);
        Expect.Equal(2, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        Expect.Equal(1, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>The same for a commit of two streams, whichever of them has moved on.</summary>
    public Task ARepeatedCommitOfTwoStreamsHasOneEffectAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        Commit commit = test.Commit(Stored.Append(one, 0), Stored.Append(other, 0));
        await test.CommitAsync(commit).ConfigureAwait(false);
        await test.CommitAsync(Stored.Append(other, 1)).ConfigureAwait(false);
        await test.CommitAsync(commit).ConfigureAwait(false);
        await test.CommitAsync(Stored.Append(one, 1)).ConfigureAwait(false);
        await test.CommitAsync(commit).ConfigureAwait(false);
        Expect.Equal(2, await test.CountAsync(one).ConfigureAwait(false), "Events of the first stream");
        Expect.Equal(2, await test.CountAsync(other).ConfigureAwait(false), "Events of the second stream");
    });

    /// <summary>The same for commits without events.</summary>
    public Task ARepeatedCommitOfCommandsOrAuditHasOneEffectAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Guid command = test.NewId();
        Commit commands = test.Commit([], [new CommandEntry(command, execution), new CommandEntry(test.NewId(), execution)]);
        Commit audit = test.Commit([], [], Stored.Audit("b"), Stored.Audit("b"));
        Commit both = test.Commit([], [new CommandEntry(test.NewId(), execution)], Stored.Audit("a"));
        Commit[] commits = [both, commands, audit];
        Expect.Results(
            await test.AppendAsync([.. commits, .. commits]).ConfigureAwait(false),
            "Commits without events, each twice",
            [.. Enumerable.Repeat(CommitResult.Committed, 6)]);
        foreach (Commit commit in commits)
        {
            await test.CommitAsync(commit).ConfigureAwait(false);
        }

        Expect.Equal(execution, await test.FindCommandAsync(command).ConfigureAwait(false), "The execution of the command id");
        Expect.Sequence(
            ["b", "b", "a"], (await test.ReadAuditAsync().ConfigureAwait(false)).Select(entry => entry.Actor), "Actors of the audit, newest first");
    });

    /// <summary>A commit that was refused has left nothing: the same id can be stored once nothing is against it.</summary>
    public Task ARefusedCommitMayBeSentAgainAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit early = test.Commit([Stored.Append(execution, 1)], [new CommandEntry(test.NewId(), execution)], Stored.Audit("once"));
        Expect.Results(await test.AppendAsync(early).ConfigureAwait(false), "A commit that comes too early", CommitResult.Conflict);
        await test.CommitAsync(Stored.Append(execution, 0)).ConfigureAwait(false);
        await test.CommitAsync(early).ConfigureAwait(false);
        Expect.Equal(2, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
        Expect.Equal(1, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries");
    });

    /// <summary>A later owner that repeats a commit of an earlier one gets the same answer.</summary>
    public Task ACommitIsRecognisedAfterARestartAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit before = test.Commit(Stored.Append(execution, 0));
        await test.CommitAsync(before).ConfigureAwait(false);
        await test.RestartAsync().ConfigureAwait(false);
        await test.CommitAsync(new Commit { Id = before.Id, Epoch = test.Epoch, Streams = before.Streams }).ConfigureAwait(false);
        Expect.Equal(1, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
    });
}
