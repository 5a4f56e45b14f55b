using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>One owner at a time.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] OwnershipScenarios =>
    [
        Scenario(nameof(ASmallerEpochIsFencedAsync), kit => kit.ASmallerEpochIsFencedAsync()),
        Scenario(nameof(ACancelledOpenOwnsNothingAsync), kit => kit.ACancelledOpenOwnsNothingAsync()),
        Restart(nameof(AnEarlierOwnerIsFencedAsync), kit => kit.AnEarlierOwnerIsFencedAsync()),
        Restart(nameof(ASecondOwnerIsRefusedAsync), kit => kit.ASecondOwnerIsRefusedAsync()),
        Restart(nameof(EpochsGrowAsync), kit => kit.EpochsGrowAsync()),
        Restart(nameof(WhatIsCommittedSurvivesARestartAsync), kit => kit.WhatIsCommittedSurvivesARestartAsync()),
    ];

    /// <summary>A commit with a smaller epoch than the store's stores nothing, and leaves its neighbours alone.</summary>
    public Task ASmallerEpochIsFencedAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        Commit fenced = new()
        {
            Id = test.NewId(),
            Epoch = test.Epoch - 1,
            Streams = [Stored.Append(execution, 0, summary: Stored.Summary(execution))],
            Audit = [Stored.Audit("nobody")],
        };
        ExecutionId neighbour = test.NewExecution();
        Expect.Results(
            await test.AppendAsync(fenced, test.Commit(Stored.Append(neighbour, 0))).ConfigureAwait(false),
            "A commit with a smaller epoch, and another one", CommitResult.Fenced, CommitResult.Committed);
        Expect.Equal(0, await test.CountAsync(execution).ConfigureAwait(false), "Events of the fenced commit");
        Expect.Summary(null, await test.FindAsync(execution).ConfigureAwait(false), "The summary of the fenced commit");
        Expect.Equal(0, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries of the fenced commit");
        Expect.Equal(1, await test.CountAsync(neighbour).ConfigureAwait(false), "Events of the other commit");
    });

    /// <summary>Opening with a cancelled token throws, and nothing is owned: another store can be opened.</summary>
    public async Task ACancelledOpenOwnsNothingAsync()
    {
        IStoreFixture fixture = _createFixture();
        await using (fixture.ConfigureAwait(false))
        {
            IExecutionStore cancelled = fixture.CreateStore();
            await using (cancelled.ConfigureAwait(false))
            {
                await Expect.ThrowsAsync<OperationCanceledException>(
                    async () => await cancelled.OpenAsync(new CancellationToken(canceled: true)).ConfigureAwait(false),
                    "Opening with a cancelled token").ConfigureAwait(false);
                IExecutionStore store = fixture.CreateStore();
                await using (store.ConfigureAwait(false))
                {
                    Expect.True(await store.OpenAsync(CancellationToken.None).ConfigureAwait(false) > 0, "The epoch of the next owner");
                }
            }
        }
    }

    /// <summary>An owner's commits are refused once there was another one.</summary>
    public Task AnEarlierOwnerIsFencedAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        await test.CommitAsync(Stored.Append(execution, 0)).ConfigureAwait(false);
        Commit late = test.Commit(Stored.Append(execution, 1));
        await test.RestartAsync().ConfigureAwait(false);
        Expect.Results(await test.AppendAsync(late).ConfigureAwait(false), "A commit of the owner before", CommitResult.Fenced);
        await test.CommitAsync(Stored.Append(execution, 1)).ConfigureAwait(false);
        Expect.Equal(2, await test.CountAsync(execution).ConfigureAwait(false), "Events of the stream");
    });

    /// <summary>While one store is open, another one can't be; once the first is disposed, it can.</summary>
    public Task ASecondOwnerIsRefusedAsync() => RunAsync(async test =>
    {
        IExecutionStore second = test.CreateStore();
        await using (second.ConfigureAwait(false))
        {
            await Expect.ThrowsAsync<OrchestrationException>(
                async () => await second.OpenAsync(CancellationToken.None).ConfigureAwait(false),
                "Opening a store that is in use",
                exception => exception.Code == ErrorCode.StoreInUse).ConfigureAwait(false);
        }

        ExecutionId execution = test.NewExecution();
        await test.CommitAsync(Stored.Append(execution, 0)).ConfigureAwait(false);
        await test.Store.DisposeAsync().ConfigureAwait(false);
        IExecutionStore third = test.CreateStore();
        await using (third.ConfigureAwait(false))
        {
            long epoch = await third.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            Expect.True(epoch > test.Epoch, "The epoch of the next owner");
            Expect.Equal(
                1, (await third.ReadAsync(execution, 1, 10, CancellationToken.None).ConfigureAwait(false)).Count, "Events that the next owner reads");
        }
    });

    /// <summary>Each owner's epoch is greater than those before.</summary>
    public Task EpochsGrowAsync() => RunAsync(async test =>
    {
        for (int restart = 0; restart < 3; restart++)
        {
            long before = test.Epoch;
            await test.RestartAsync().ConfigureAwait(false);
            Expect.True(test.Epoch > before, $"The epoch after restart {restart + 1}");
        }
    });

    /// <summary>Events, summaries, their order, command ids and audit entries are there after a restart.</summary>
    public Task WhatIsCommittedSurvivesARestartAsync() => RunAsync(async test =>
    {
        ExecutionId[] executions = [.. Enumerable.Range(0, 3).Select(_ => test.NewExecution())];
        Guid command = test.NewId();
        foreach (ExecutionId execution in executions)
        {
            await test.CommitAsync(Stored.Append(execution, 0, events: 2, Stored.Summary(execution))).ConfigureAwait(false);
        }

        await test.CommitAsync(test.Commit([], [new CommandEntry(command, executions[1])], Stored.Audit("before"))).ConfigureAwait(false);
        await test.RestartAsync().ConfigureAwait(false);

        Expect.Equal(2, await test.CountAsync(executions[0]).ConfigureAwait(false), "Events after a restart");
        Expect.Summary(Stored.Summary(executions[1]), await test.FindAsync(executions[1]).ConfigureAwait(false), "A summary after a restart");
        Expect.Equal(executions[1], await test.FindCommandAsync(command).ConfigureAwait(false), "The execution of a command after a restart");
        ExecutionId newest = test.NewExecution();
        await test.CommitAsync(
            test.Commit([Stored.Append(newest, 0, summary: Stored.Summary(newest))], [], Stored.Audit("after"))).ConfigureAwait(false);
        Expect.Sequence(
            [newest, .. executions.Reverse()],
            (await test.ListAsync(new ExecutionQuery()).ConfigureAwait(false)).Executions.Select(summary => summary.Id),
            "The list after a restart, newest first");
        Expect.Sequence(
            ["after", "before"], (await test.ReadAuditAsync().ConfigureAwait(false)).Select(entry => entry.Actor), "Actors of the audit, newest first");
    });
}
