using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>What the root declares for a lost host, a definition that is gone, and a result whose type has changed.</summary>
public sealed class RecoveryPolicyTests
{
    [Theory]
    [InlineData(OnInterrupted.Fail, ActionStatus.Failed)]
    [InlineData(OnInterrupted.Abandon, ActionStatus.Abandoned)]
    public Task A_root_that_is_not_to_run_again_closes_behind_its_children(OnInterrupted policy, ActionStatus closed) => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync("fold", (fold, token) => fold.RunAsync("part", trial.At("part"))),
        async trial =>
        {
            await trial.ReachedAsync("part");
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync($"Failed: root={closed} (fold-1=Abandoned (part-1=Abandoned))");
            Assert.Equal((ReasonCode.HostEnded, 1), ((await trial.RootAsync()).Reason, trial.Gate("part").Arrivals));
        },
        root => root.OnInterrupted(policy));

    [Fact]
    public Task A_root_that_fails_with_its_host_may_be_retried_and_reuses() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            await context.RunAsync("open", trial.At("open"));
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await trial.CrashAndRestartAsync();
            await trial.ReachedTimesAsync("open", 2);
            Assert.Equal(1, Assert.Single(await trial.EventsAsync<ActionRetrying>()).Retry);
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync("Failed: root=Failed (done-1=Succeeded, open-1=Abandoned, done-1=Reused, open-1=Abandoned)");
            Assert.Equal("done=1 open=2", trial.RunsOf("done", "open"));
        },
        root => root.OnInterrupted(OnInterrupted.Fail).Retry(1));

    [Fact]
    public Task A_run_whose_definition_is_gone_waits_and_goes_on_when_it_is_back() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            await context.RunAsync("open", trial.At("open"));
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await trial.CrashAndRestartAsync(_ => { });
            await trial.AdvanceAsync(600);
            await trial.IsAsync("Running: root=Running (done-1=Succeeded, open-1=Running)");
            await trial.CrashAndRestartAsync();
            trial.Open("open");
            await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, open-1=Abandoned, done-1=Reused, open-1=Succeeded)");
            Assert.Equal("done=1 open=2", trial.RunsOf("done", "open"));
        });

    [Fact]
    public Task A_run_whose_definition_stays_away_is_invalidated_with_all_that_is_open() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("later", trial.Throwing("later"), new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(TimeSpan.FromDays(1)) });
            await context.RunAsync("fold", (fold, token) => fold.RunAsync("part", trial.At("part")));
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (later-1=Waiting, fold-1=Running (part-1=Running))");
            await trial.CrashAndRestartAsync(_ => { });
            await trial.AdvanceAsync(3600);
            await trial.ClosesAsync("Invalidated: root=Abandoned (later-1=Aborted, fold-1=Abandoned (part-1=Abandoned))");
        });

    [Fact]
    public Task A_run_whose_definition_is_gone_can_be_stopped() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync("fold", (fold, token) => fold.RunAsync("part", trial.At("part"))),
        async trial =>
        {
            await trial.ReachedAsync("part");
            await trial.CrashAndRestartAsync(_ => { });
            await trial.Execution.StopAsync();
            await trial.ClosesAsync("Stopped: root=Abandoned (fold-1=Abandoned (part-1=Abandoned))");
        });

    [Fact]
    public Task A_root_with_a_retry_left_begins_no_attempt_where_its_definition_is_gone() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("deaf", trial.Deaf("deaf"));
            await trial.Gate("deaf").ReachedAsync(1, cancellationToken);
            throw new FormatException("no good");
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (deaf-1=Stopping)");
            await trial.CrashAndRestartAsync(_ => { });
            await trial.AdvanceAsync(3600);
            await trial.Execution.UntilAsync(snapshot => snapshot.Summary.IsClosed);
            Assert.Equal(ExecutionStatus.Invalidated, (await trial.Execution.GetAsync()).Status);
            Assert.Equal((1, ActionStatus.Abandoned), ((await trial.RootAsync()).Attempt, (await trial.ChildAsync("deaf-1")).Status));
        },
        root => root.Retry(3));

    [Fact]
    public Task A_result_of_another_type_is_refused_and_found_again_when_the_type_is_back()
    {
        List<string> told = [];
        return TreeTrial.RunAsync(
            trial => Typed(trial, 41),
            async trial =>
            {
                trial.Open("part");
                await trial.ReachedAsync("last");
                await trial.CrashAndRestartAsync(builder => builder.AddPipeline(Typed(trial, "forty-one")));
                await trial.ReachedTimesAsync("last", 2);
                Assert.Equal(ErrorCode.ResultTypeChanged.ToString(), told[^1]);
                await trial.IsAsync("Running: root=Running (part-1=Succeeded, last-1=Abandoned, last-1=Running)");
                await trial.CrashAndRestartAsync();
                trial.Open("last");
                await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded, last-1=Abandoned, last-1=Abandoned, part-1=Reused, last-1=Succeeded)");
                Assert.Equal(["41", "ResultTypeChanged", "41"], told);
                Assert.Equal("part=1", trial.RunsOf("part"));
            });

        Pipeline Typed<T>(TreeTrial trial, T value) => Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            ChildAction<T> part = context.Start("part", trial.Giving("part", value));
            Exception? error = await TreeRuns.ErrorOfAsync(part);
            told.Add(error is null ? $"{await part}" : $"{Assert.IsType<OrchestrationException>(error).Code}");
            await context.RunAsync("last", trial.At("last"));
        });
    }

    [Fact]
    public Task A_result_where_none_is_asked_for_any_more_is_of_another_type_too() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            await context.Start("part", trial.Giving("part", 41));
            await context.RunAsync("last", trial.At("last"));
        }),
        async trial =>
        {
            trial.Open("part");
            await trial.ReachedAsync("last");
            await trial.CrashAndRestartAsync(builder => builder.AddPipeline(Pipeline.Root("tree", (context, _) => context.RunAsync("part", trial.At("part")))));
            await trial.ClosesAsync("Failed: root=Failed (part-1=Succeeded, last-1=Abandoned)");
            Assert.Contains(nameof(ErrorCode.ResultTypeChanged), (await trial.RootAsync()).Failure!.Message, StringComparison.Ordinal);
        });
}
