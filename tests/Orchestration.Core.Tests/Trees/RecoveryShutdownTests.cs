using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A host shuts down in the middle of a tree: no stop, a grace for what runs, and the next host goes on.</summary>
public sealed class RecoveryShutdownTests
{
    [Fact]
    public Task What_ends_within_the_grace_is_kept_and_the_rest_runs_again() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction<int> done = context.Start("done", trial.Giving("done", context.AttemptNumber));
            await context.RunAsync("open", trial.At("open"));
            Assert.Equal(1, await done);
        },
        async trial =>
        {
            await trial.ReachedAsync("done", "open");
            Task stopped = StopAsync(trial);
            await trial.AdvanceAsync(10);
            trial.Open("done");
            await trial.AdvanceAsync(20);
            await stopped.WithinAsync(trial.Host.Describe);
            await trial.RestartAsync();
            await trial.ReachedTimesAsync("open", 2);
            await trial.IsAsync("Running: root=Running (done-1=Succeeded, open-1=Abandoned, done-1=Reused, open-1=Running)");
            trial.Open("open");
            Assert.Equal(ActionStatus.Succeeded, (await trial.EndsAsync()).Status);
        });

    [Fact]
    public Task Code_is_told_at_once_and_signalled_at_the_end_of_the_grace()
    {
        ConcurrentQueue<string> heard = [];
        return TreeTrial.RunAsync(
            (trial, context, token) => ListenAsync(trial, context, () => context.RunAsync("part", (part, partToken) => ListenAsync(trial, part, () => trial.Gate("part").PassAsync(partToken)))),
            async trial =>
            {
                await trial.ReachedAsync("part");
                Task stopped = StopAsync(trial);
                await trial.ReachedTimesAsync("told", 2);
                Assert.Equal(["asked HostShutdown", "asked HostShutdown"], heard);
                await trial.AdvanceAsync(30);
                await stopped.WithinAsync(trial.Host.Describe);
                Assert.Equal(["left HostShutdown", "left HostShutdown"], heard.Skip(2));
                trial.Open("part");
                await trial.RestartAsync();
                await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Abandoned, part-1=Succeeded)");
                Assert.Empty((await trial.Execution.GetAsync()).Commands.Skip(1));
            });

        async Task ListenAsync(TreeTrial trial, ActionContext context, Func<Task> code)
        {
            context.StopRequested.Register(() =>
            {
                heard.Enqueue($"asked {context.StopReason?.Kind}");
                _ = trial.Gate("told").PassAsync();
            });
            try
            {
                await code();
            }
            catch (OperationCanceledException) when (context.StopReason is not null)
            {
                heard.Enqueue($"left {context.StopReason.Kind}");
                throw;
            }
        }
    }

    [Fact]
    public Task A_child_that_is_started_in_the_grace_does_not_begin_before_the_next_host() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            ChildAction next = context.Start("next", trial.At($"next {context.AttemptNumber}"));
            await context.ReportProgressAsync(1, cancellationToken: cancellationToken);
            trial.Open("started");
            await next;
        },
        async trial =>
        {
            await trial.ReachedAsync("done");
            Task stopped = StopAsync(trial);
            trial.Open("done");
            await trial.Gate("started").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.AdvanceAsync(30);
            await stopped.WithinAsync(trial.Host.Describe);
            await trial.RestartAsync();
            trial.Open("next 2");
            await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, next-1=Aborted, done-1=Reused, next-1=Succeeded)");
            Assert.Equal("done=1 next 1=0 next 2=1", trial.RunsOf("done", "next 1", "next 2"));
        });

    [Fact]
    public Task A_retry_that_is_due_in_the_grace_is_left_to_the_next_host() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync(
            "part",
            (part, token) => context.AttemptNumber == 1 && part.AttemptNumber == 1 ? throw new FormatException("no good") : trial.Gate($"part {context.AttemptNumber}").PassAsync(token),
            new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(TimeSpan.FromSeconds(10)) }),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            await trial.ShutDownAndRestartAsync();
            trial.Open("part 2");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted, part-1=Succeeded)");
            Assert.Equal("part 1=0 part 2=1", trial.RunsOf("part 1", "part 2"));
        });

    [Fact]
    public Task A_root_that_ends_in_the_grace_is_done() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            await context.RunAsync("part", trial.At("part"));
            return context.AttemptNumber;
        }),
        async trial =>
        {
            await trial.ReachedAsync("part");
            Task stopped = StopAsync(trial);
            trial.Open("part");
            await stopped.WithinAsync(trial.Host.Describe);
            await trial.RestartAsync();
            await trial.IsAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            Assert.Equal(1, await trial.Execution.WithResult<int>().ResultAsync());
        });

    [Fact]
    public Task A_root_that_returns_under_the_signal_has_returned_and_ends_its_children() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction part = context.Start("part", trial.At("part"));
            try
            {
                await part;
            }
            catch (OperationCanceledException)
            {
            }
        },
        async trial =>
        {
            await trial.ReachedAsync("part");
            await trial.ShutDownAndRestartAsync();
            await trial.EndsAsync();
            Assert.Equal((ActionStatus.Succeeded, 1, "part=1"), ((await trial.RootAsync()).Status, (await trial.RootAsync()).Attempt, trial.RunsOf("part")));
        });

    private static Task StopAsync(TreeTrial trial) => trial.Host.Services.GetRequiredService<IOrchestrationEngine>().StopAsync();
}
