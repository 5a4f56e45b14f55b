using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Once a root's code has returned how its execution closes is decided: an abandon ends the waiting for its children, and all else is refused.</summary>
public sealed class ReturnedRootTests
{
    private static readonly Dictionary<string, Func<StopMode, EndingRequest>> Verbs = new()
    {
        ["stop"] = mode => new StopRequest { Mode = mode },
        ["abort"] = mode => new AbortRequest { Mode = mode },
        ["abort stage"] = mode => new AbortRequest { Mode = mode, Stage = "tree" },
        ["abort root"] = mode => new AbortActionRequest("tree", "root") { Mode = mode },
        ["abort root by id"] = mode => AbortActionRequest.ById(0) with { Mode = mode },
    };

    private static readonly Dictionary<string, Func<StopMode, EndingRequest>> Marks = new()
    {
        ["mark stage"] = mode => new MarkFailedRequest("tree") { Mode = mode },
        ["mark root"] = mode => new MarkFailedRequest("tree", "root") { Mode = mode },
    };

    public static TheoryData<string, bool, ActionLifetime> Cases { get; } = Make([.. Verbs.Keys, .. Marks.Keys]);

    public static TheoryData<string, bool, ActionLifetime> Stops { get; } = Make([.. Verbs.Keys]);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Nothing_but_an_abandon_is_accepted(string verb, bool throws, ActionLifetime lifetime) => RunAsync(throws, lifetime, async (trial, running, end) =>
    {
        Func<StopMode, EndingRequest> request = Verbs.GetValueOrDefault(verb) ?? Marks[verb];
        StopMode[] refused = Marks.ContainsKey(verb) ? Enum.GetValues<StopMode>() : [StopMode.Wait, StopMode.Cancel];
        foreach (StopMode mode in refused)
        {
            await trial.RefusedAsync(ErrorCode.NotStoppable, request(mode));
            Assert.False((await trial.SendAsync(request(mode) with { OnDuplicate = OnDuplicate.ReturnExisting })).HasEffect);
        }

        await trial.IsAsync(running);
        trial.Open("c");
        await trial.ClosesAsync(end);
    });

    [Theory]
    [MemberData(nameof(Stops))]
    public Task An_abandon_ends_the_waiting_and_it_closes_as_the_root_returned(string verb, bool throws, ActionLifetime lifetime) => RunAsync(throws, lifetime, async (trial, _, _) =>
    {
        Func<StopMode, EndingRequest> request = Verbs[verb];
        Receipt receipt = await trial.SendAsync(request(StopMode.Abandon) with { Reason = "enough" });
        await trial.ClosesAsync(throws ? "Failed: root=Failed (c=Abandoned)" : "Succeeded: root=Succeeded (c=Abandoned)");
        Settlement settlement = await trial.SettlesAsync(receipt);
        Assert.Equal((throws ? ExecutionStatus.Failed : ExecutionStatus.Succeeded, true), (settlement.Status, receipt.HasEffect));
        Assert.Equal(["tree/root"], settlement.Finished);
        Assert.Equal(["tree/root/c"], settlement.Abandoned);
        Assert.Equal(throws ? null : "5", (await trial.Execution.GetAsync())["tree"]["root"].Output?.ToString());
        Orphan orphan = Assert.Single((await trial.Execution.GetAsync()).Orphans);
        Assert.Equal(("root/c", true), (orphan.Action, orphan.IsRunning));
        await trial.RefusedAsync(ErrorCode.NotStoppable, request(StopMode.Abandon));
        trial.Open("c");
        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
    });

    [Fact]
    public Task The_stopping_is_seen_though_the_outcome_is_decided() => RunAsync(throws: false, ActionLifetime.Await, async (trial, _, _) =>
    {
        await trial.StopAsync(StopMode.Abandon);
        await trial.ClosesAsync("Succeeded: root=Succeeded (c=Abandoned)");
        ExecutionEvent[] events = [.. await trial.EventsAsync<ExecutionEvent>()];
        int requested = Array.FindIndex(events, happened => happened is StopRequested);
        int effective = Array.FindIndex(events, happened => happened is StopEffective);
        int closed = Array.FindIndex(events, happened => happened is ExecutionClosed);
        Assert.True(requested >= 0 && requested < effective && effective < closed);
    });

    [Fact]
    public Task Its_finalizers_run_behind_an_abandon() => TreeTrial.RunAsync(
        trial => Pipeline.Root(
            "tree",
            (context, cancellationToken) =>
            {
                _ = context.Start("c", trial.At("c"), new() { Key = "c", Lifetime = ActionLifetime.Await });
                return Task.CompletedTask;
            },
            root => root.Finally("last", (_, token) => trial.Gate("last").PassAsync(token))),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (c=Running)");
            await trial.StopAsync(StopMode.Abandon);
            await trial.ReachedAsync("last");
            await trial.UntilAsync("Finalizing: root=Succeeded (c=Abandoned)");
            trial.Open("last");
            await trial.ClosesAsync("Succeeded: root=Succeeded (c=Abandoned)");
            trial.Open("c");
        });

    [Theory]
    [InlineData(StopMode.Wait, "Stopped: root=Failed (c=Succeeded)")]
    [InlineData(StopMode.Cancel, "Stopped: root=Failed (c=Aborted)")]
    [InlineData(StopMode.Abandon, "Stopped: root=Failed (c=Abandoned)")]
    public Task A_failure_that_is_to_be_retried_does_not_decide_it(StopMode mode, string end) => TreeTrial.RunAsync(
        trial => Pipeline.Root(
            "tree",
            (context, cancellationToken) =>
            {
                _ = context.Start("c", trial.At("c"), new() { Key = "c", Lifetime = ActionLifetime.Await });
                throw new InvalidOperationException("broken");
            },
            root => root.Retry(3)),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (c=Running)");
            await trial.StopAsync(mode);
            if (mode == StopMode.Wait)
            {
                trial.Open("c");
            }

            await trial.ClosesAsync(end);
            trial.Open("c");
        });

    [Theory]
    [InlineData(StopMode.Cancel, "Stopped: root=Succeeded (c=Aborted)")]
    [InlineData(StopMode.Abandon, "Stopped: root=Succeeded (c=Abandoned)")]
    public Task A_stop_that_was_accepted_before_its_return_decides_and_may_be_raised(StopMode mode, string end) => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", (context, cancellationToken) =>
        {
            _ = context.Start("c", trial.At("c"), new() { Key = "c", Lifetime = ActionLifetime.Await });
            return trial.Gate("root").PassAsync(cancellationToken);
        }),
        async trial =>
        {
            await trial.ReachedAsync("c", "root");
            await trial.StopAsync();
            trial.Open("root");
            await trial.UntilAsync("Stopping: root=Running+ (c=Running)");
            await trial.RefusedAsync(ErrorCode.AlreadyStopping, new StopRequest());
            await trial.StopAsync(mode);
            await trial.ClosesAsync(end);
            trial.Open("c");
        });

    private static Task RunAsync(bool throws, ActionLifetime lifetime, Func<TreeTrial, string, string, Task> body) => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", (context, cancellationToken) =>
        {
            _ = context.Start("c", trial.Deaf("c"), new() { Key = "c", Lifetime = lifetime });
            return throws ? throw new InvalidOperationException("broken") : Task.FromResult(5);
        }),
        async trial =>
        {
            bool awaits = lifetime == ActionLifetime.Await;
            string running = $"Running: root=Running+ (c={(awaits ? "Running" : "Stopping")})";
            string root = throws ? "Failed" : "Succeeded";
            await trial.UntilAsync(running);
            await trial.ReachedAsync("c");
            await body(trial, running, $"{root}: root={root} (c={(awaits ? "Succeeded" : "Aborted")})");
        },
        TreeVerbs.AllowMarks);

    private static TheoryData<string, bool, ActionLifetime> Make(string[] verbs)
    {
        TheoryData<string, bool, ActionLifetime> cases = [];
        foreach (string verb in verbs)
        {
            cases.Add(verb, false, ActionLifetime.Await);
            cases.Add(verb, true, ActionLifetime.Await);
            cases.Add(verb, false, ActionLifetime.Root);
        }

        return cases;
    }
}
