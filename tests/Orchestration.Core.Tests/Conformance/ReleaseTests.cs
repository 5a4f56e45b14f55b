using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Resources are released by policy, or when somebody asks for it behind the close; what can't be released stays on the list.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData(ReleasePolicy.Never, ReleasePolicy.OnSuccess, true, "release b", "a")]
    [InlineData(ReleasePolicy.Never, ReleasePolicy.OnSuccess, false, "", "a b")]
    [InlineData(ReleasePolicy.OnFailure, ReleasePolicy.OnSuccess, true, "release b", "a")]
    [InlineData(ReleasePolicy.OnFailure, ReleasePolicy.OnSuccess, false, "release a", "b")]
    [InlineData(ReleasePolicy.Always, ReleasePolicy.Never, true, "release a", "b")]
    [InlineData(ReleasePolicy.Always, ReleasePolicy.Always, true, "release b, release a", "")]
    [InlineData(ReleasePolicy.Always, ReleasePolicy.Always, false, "release b, release a", "")]
    public Task Each_kind_has_its_policy(ReleasePolicy rest, ReleasePolicy ofB, bool succeeds, string begun, string left)
    {
        TrialSetup setup = Setup().Defining(pipeline => pipeline.Release(rest).Release("other", ofB));
        return Trial.RunAsync("build: a, b, end", setup, async trial =>
        {
            trial.Open("a", "b", "release a", "release b");
            if (succeeds)
            {
                trial.Open("end");
            }
            else
            {
                trial.Fail("end");
            }

            Assert.Equal(succeeds ? ExecutionStatus.Succeeded : ExecutionStatus.Failed, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
            Assert.Equal((begun, left), (await trial.Execution.BegunAsync(), await trial.Execution.LeftBehindAsync()));
        });
    }

    [Theory]
    [InlineData(ExecutionStatus.Expired)]
    [InlineData(ExecutionStatus.Rejected)]
    public Task What_expires_or_is_rejected_counts_as_a_failure(ExecutionStatus status)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.Fail).Registering("a").Defining(pipeline => pipeline.ExpiresAfter(TimeSpan.FromMinutes(1)).Release(ReleasePolicy.OnFailure));
        setup.Approvals["qa"] = null;
        return Trial.RunAsync("build: a, qa", setup, async trial =>
        {
            trial.Open("a", "release a");
            string token = await trial.TokenAsync("qa");
            await (status == ExecutionStatus.Expired ? trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1)) : trial.Execution.RejectAsync(token));

            Assert.Equal(status, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
            Assert.Equal("release a", await trial.Execution.BegunAsync());
        });
    }

    [Fact]
    public Task What_a_stop_leaves_behind_is_released_when_somebody_asks() => Trial.RunAsync("build: a, b, end", Setup().Defining(pipeline => pipeline.Release(ReleasePolicy.Always)), async trial =>
    {
        trial.Open("a", "b");
        await trial.ReachedAsync("end");
        await trial.RefusedAsync(ErrorCode.StillRunning, execution => execution.ReleaseResourcesAsync());
        await trial.StopAsync(StopMode.Cancel);
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, end=Aborted)]");
        Assert.Equal((string.Empty, "a b"), (await trial.Execution.BegunAsync(), await trial.Execution.LeftBehindAsync()));

        Receipt receipt = await trial.Execution.ReleaseResourcesAsync("tidy up");
        await trial.ReachedAsync("release b");
        Assert.False(receipt.SettledAsync().IsCompleted);
        await trial.IsAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, end=Aborted)]");
        trial.Open("release b", "release a");
        Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);

        Assert.Equal(ExecutionStatus.Stopped, settlement.Status);
        Assert.Equal("release b, release a", await trial.Execution.BegunAsync());
        Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
        Assert.All((await trial.Execution.GetAsync()).Resources, resource => Assert.Equal((trial.Host.Time.GetUtcNow(), null), (resource.ReleasedAt, resource.ReleaseFailure)));
    });

    [Fact]
    public Task Each_failure_is_seen_and_only_what_is_left_is_tried_again()
    {
        TrialSetup setup = Setup("a", "b", "throws", "hangs").Defining(_ => { });
        setup.Code["missing"] = (_, context, token) => context.RegisterResourceAsync("nobody's", "missing", cancellationToken: token);
        return ClosedAsync("build: a, throws, hangs, missing, b, end", setup, async trial =>
        {
            trial.Open("release a", "release b");
            trial.Gate("release throws").Fail(new InvalidOperationException("not yet"));
            Receipt first = await trial.Execution.ReleaseResourcesAsync();
            await trial.ReachedAsync("release hangs");
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
            await first.SettledAsync().WithinAsync(trial.Host.Describe);

            Assert.Equal("throws hangs missing", await trial.Execution.LeftBehindAsync());
            Assert.Equal(
                ["not yet", "TimeLimit", "CleanerMissing"],
                (await trial.Execution.GetAsync()).LeftBehind.Select((one, index) => index == 0 ? one.ReleaseFailure?.Message : one.ReleaseFailure?.Type));
            Assert.Equal(3, Assert.Single(await trial.EventsAsync<ReleaseCompleted>()).Failed);

            trial.Open("release throws", "release hangs");
            await (await trial.Execution.ReleaseResourcesAsync()).SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal("missing", await trial.Execution.LeftBehindAsync());
            Assert.Equal([3, 1], (await trial.EventsAsync<ReleaseCompleted>()).Select(one => one.Failed));
            Assert.Equal((1, 1), (trial.Gate("release a").Arrivals, trial.Gate("release b").Arrivals));
            await (await trial.Execution.ReleaseResourcesAsync()).SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal("missing", await trial.Execution.LeftBehindAsync());
        });
    }

    [Fact]
    public Task Only_one_goes_on_at_a_time_and_its_command_id_has_one_effect() => ClosedAsync("build: a, b, end", Setup(), async trial =>
    {
        Guid id = Guid.NewGuid();
        Receipt first = await trial.Execution.ReleaseResourcesAsync(new ReleaseResourcesRequest { CommandId = id });
        await trial.ReachedAsync("release b");
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.ReleaseResourcesAsync());
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.RetryStageAsync("build"));
        Assert.Equal(id, (await trial.Execution.ReleaseResourcesAsync(new ReleaseResourcesRequest { CommandId = id })).CommandId);
        trial.Open("release a", "release b");
        await first.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(id, (await trial.Execution.ReleaseResourcesAsync(new ReleaseResourcesRequest { CommandId = id })).CommandId);

        Assert.Equal("release b, release a", await trial.Execution.BegunAsync());
        Assert.Single(await trial.EventsAsync<ReleaseRequested>());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task What_was_cut_off_goes_on_behind_a_restart(bool isCrash) => ClosedAsync("build: a, b, c, end", Setup("a", "b", "c"), async trial =>
    {
        trial.Open("release c");
        Receipt receipt = await trial.Execution.ReleaseResourcesAsync();
        await trial.ReachedAsync("release b");
        await (isCrash ? trial.CrashAndRestartAsync() : trial.ShutDownAndRestartAsync());
        await trial.Gate("release b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.ReleaseResourcesAsync());
        trial.Open("release a", "release b");
        Receipt? found = await trial.Orchestrator.FindReceiptAsync(receipt.CommandId);
        await found!.SettledAsync().WithinAsync(trial.Host.Describe);

        Assert.Equal("release c, release b, release b, release a", await trial.Execution.BegunAsync());
        Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
    });

    [Fact]
    public Task A_release_by_policy_that_was_cut_off_goes_on_behind_a_restart() =>
        Trial.RunAsync("build: a, b", Setup().Defining(pipeline => pipeline.Release(ReleasePolicy.OnSuccess)), async trial =>
        {
            trial.Open("a", "b");
            await trial.ReachedAsync("release b");
            await trial.IsAsync("Finalizing [build: Succeeded (a=Succeeded, b=Succeeded)]");
            await trial.CrashAndRestartAsync();
            await trial.Gate("release b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
            trial.Open("release a", "release b");

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
            Assert.Equal("release b, release b, release a", await trial.Execution.BegunAsync());
        });

    [Fact]
    public Task A_release_that_breaks_by_policy_changes_no_outcome() =>
        Trial.RunAsync("build: a, b", Setup().Defining(pipeline => pipeline.Release(ReleasePolicy.Always)), async trial =>
        {
            trial.Open("a", "b", "release a");
            trial.Fail("release b");

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
            Assert.Equal(("release b, release a", "b"), (await trial.Execution.BegunAsync(), await trial.Execution.LeftBehindAsync()));
            trial.Gate("release b").Open();
            await (await trial.Execution.ReleaseResourcesAsync()).SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
        });

    [Fact]
    public Task An_orphan_registers_at_any_time_and_what_it_registers_can_be_released()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.Fail);
        setup.Code["a"] = async (trial, context, _) =>
        {
            foreach (string key in new[] { "first", "second" })
            {
                await trial.Gate("a").PassIgnoringCancellationAsync();
                await context.RegisterResourceAsync(Undo.Kind, key, cancellationToken: CancellationToken.None);
            }
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.StopAsync(StopMode.Abandon);
            await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned)]");
            trial.Gate("a").OpenOnce();
            await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
            Receipt receipt = await trial.Execution.ReleaseResourcesAsync();
            await trial.ReachedAsync("release first");
            trial.Open("a");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            trial.Open("release first", "release second");
            await receipt.SettledAsync().WithinAsync(trial.Host.Describe);

            Assert.Equal("release first, release second", await trial.Execution.BegunAsync());
            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
        });
    }

    [Fact]
    public Task What_was_released_and_is_registered_again_is_there_again()
    {
        TrialSetup setup = Setup("a");
        setup.Define = pipeline => pipeline.Release(ReleasePolicy.OnFailure);
        return ClosedAsync("build: a, end", setup, async trial =>
        {
            trial.Open("release a");
            await trial.Execution.RetryStageAsync(new RetryStageRequest("build") { Mode = StageRetryMode.AllActions });
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, end=Failed)]");

            Assert.Equal("release a", await trial.Execution.BegunAsync());
            await trial.Execution.RetryStageAsync(new RetryStageRequest("build") { Mode = StageRetryMode.AllActions });
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, end=Failed)]");
            Assert.Equal("release a, release a", await trial.Execution.BegunAsync());
        }, isStopped: true);
    }

    [Fact]
    public Task A_resumed_execution_sees_what_its_lineage_left_behind_and_not_what_was_released()
    {
        List<string> seen = [];
        TrialSetup setup = Setup();
        setup.Code["end"] = async (trial, context, token) =>
        {
            seen.Add(string.Join(" ", (await context.ListLeftBehindAsync(token)).Select(resource => resource.Key)));
            await trial.Gate("end").PassAsync(token);
        };
        return Trial.RunAsync("build: a, b; deploy: end", setup, async trial =>
        {
            trial.Open("a", "b", "release b");
            trial.Fail("release a");
            trial.Fail("end");
            await trial.ClosesAsync("Failed [build: Succeeded (a=Succeeded, b=Succeeded); deploy: Failed (end=Failed)]");
            ExecutionHandle old = trial.Execution;
            await (await old.ReleaseResourcesAsync()).SettledAsync().WithinAsync(trial.Host.Describe);
            await trial.ContinueAsync("deploy");
            await trial.ClosesAsync("Failed [build: Reused (a=Reused, b=Reused); deploy: Failed (end=Failed)]");

            Assert.Equal(["a b", "a"], seen);
            Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
            trial.Gate("release a").Open();
            await (await old.ReleaseResourcesAsync()).SettledAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(string.Empty, await old.LeftBehindAsync());
        });
    }

    [Fact]
    public Task While_it_is_released_it_is_neither_retried_nor_resumed() => ClosedAsync("build: a, b, end", Setup(), async trial =>
    {
        Receipt receipt = await trial.Execution.ReleaseResourcesAsync();
        await trial.ReachedAsync("release b");
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.ResumeAsync("build"));
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.RetryStageAsync("build"));
        trial.Open("release a", "release b");
        await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
    });

    /// <summary>The actions register themselves; <c>b</c> is of another kind, and what hangs is deaf.</summary>
    private static TrialSetup Setup(params string[] actions)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.Fail);
        setup.Configure += builder => builder.AddResourceCleaner<Undo.Cleaner>("other").AddResourceCleaner<Undo.DeafCleaner>("deaf");
        foreach (string action in actions.Length == 0 ? ["a", "b"] : actions)
        {
            string kind = action switch { "b" => "other", "hangs" => "deaf", _ => Undo.Kind };
            setup.Code[action] = (_, context, token) => context.RegisterResourceAsync(kind, action, cancellationToken: token);
        }

        return setup;
    }

    /// <summary>The last action has failed, or was stopped, and the execution is closed.</summary>
    private static Task ClosedAsync(string sketch, TrialSetup setup, Func<Trial, Task> body, bool isStopped = false) => Trial.RunAsync(sketch, setup, async trial =>
    {
        await trial.ReachedAsync("end");
        if (isStopped)
        {
            await (await trial.Execution.StopAsync(StopMode.Cancel)).SettledAsync().WithinAsync(trial.Host.Describe);
        }

        trial.Fail("end");
        if (!isStopped)
        {
            Assert.Equal(ExecutionStatus.Failed, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
        }

        await body(trial);
    });
}
