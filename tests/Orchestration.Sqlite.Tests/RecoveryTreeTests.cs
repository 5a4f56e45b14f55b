using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

/// <summary>A tree of actions in a file: everything of it comes back as it was, and the next process goes on.</summary>
public sealed class RecoveryTreeTests
{
    [Fact]
    public Task A_tree_is_read_back_as_it_was() => RunAsync(Tree(succeeds: true), async (host, execution) =>
    {
        host.Gates["open"].Open();
        await execution.WaitAsync().WithinAsync(host.Describe);
        string before = await TellAsync(execution);
        await host.CrashAsync();
        await host.RestartAsync();
        Assert.Equal(before, await TellAsync(host.GetHandle(execution.Id)));
        Assert.Equal("7 half", await host.GetHandle(execution.Id).WithResult<string>().ResultAsync());
    });

    [Fact]
    public Task What_had_succeeded_in_an_earlier_process_is_reused_and_the_rest_runs_again() => RunAsync(Tree(succeeds: true), async (host, execution) =>
    {
        await host.CrashAsync();
        await host.RestartAsync();
        await host.Gates["open"].ReachedAsync(2).WithinAsync(host.Describe);
        host.Gates["open"].Open();
        execution = host.GetHandle(execution.Id);

        Assert.Equal(ExecutionStatus.Succeeded, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
        Assert.Equal((1, 4, 2), (host.Gates["done"].Arrivals, host.Gates["broken"].Arrivals, host.Gates["open"].Arrivals));
        ActionSnapshot root = (await execution.GetAsync()).Stages[0].Actions[0];
        Assert.Equal(
            ["done-1 Succeeded", "broken-1 Failed", "cancelled-1 Aborted", "fold-1 Abandoned", "done-1 Reused", "broken-1 Failed", "cancelled-1 Aborted", "fold-1 Succeeded"],
            root.Children.Select(child => $"{child.Key} {child.Status}"));
        Assert.Equal(["Abandoned", "Succeeded"], root.Children.Where(child => child.Key == "fold-1").Select(child => $"{child.Children[0].Status}"));
    });

    [Fact]
    public Task A_rerun_finds_its_results_in_the_file_after_a_crash() => RunAsync(Tree(succeeds: false), async (host, execution) =>
    {
        host.Gates["open"].Open();
        Assert.Equal(ExecutionStatus.Failed, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
        await host.CrashAsync();
        await host.RestartAsync();
        ExecutionHandle again = await host.GetHandle(execution.Id).RerunAsync(reuseSucceeded: true);
        Assert.Equal(ExecutionStatus.Failed, (await again.WaitAsync().WithinAsync(host.Describe)).Status);
        await host.CrashAsync();
        await host.RestartAsync();
        again = host.GetHandle(again.Id);
        await again.RetryStageAsync("tree");
        await again.WaitAsync().WithinAsync(host.Describe);

        ActionSnapshot[] done = [.. (await again.GetAsync()).Stages[0].Actions[0].Children.Where(child => child.Key == "done-1")];
        Assert.Equal([ActionStatus.Reused, ActionStatus.Reused], done.Select(child => child.Status));
        Assert.All(done, child => Assert.Equal(execution.Id, child.ReusedFrom));
        Assert.Equal((execution.Id, ExecutionType.Rerun), ((await again.GetAsync()).Summary.RerunOf, (await again.GetAsync()).Summary.Type));
        Assert.Equal(1, host.Gates["done"].Arrivals);
    });

    /// <summary>A root with children of every kind, the last of which waits at a gate.</summary>
    private static Pipeline<int, string> Tree(bool succeeds) => Pipeline.Root<int, string>("tree", async (context, input, cancellationToken) =>
    {
        string done = await context.Start("done", async (child, _) =>
        {
            await PassAsync(child, "done", CancellationToken.None, opens: true);
            return $"{input}";
        });
        ChildAction broken = context.Start(
            "broken",
            async (child, _) =>
            {
                await PassAsync(child, "broken", CancellationToken.None, opens: true);
                throw new FormatException("no good");
            },
            new ChildOptions { Retries = 1, Backoff = Backoff.None, TimeoutAfter = TimeSpan.FromMinutes(1) });
        await Assert.ThrowsAsync<ActionFailedException>(broken.AsTask);
        ChildAction cancelled = context.Start("cancelled", (child, token) => PassAsync(child, "cancelled", token), new ChildOptions { Lifetime = ActionLifetime.Parent });
        cancelled.Cancel("not needed");
        await Assert.ThrowsAsync<ActionAbortedException>(cancelled.AsTask);
        await context.ReportProgressAsync(1, 2, "half", cancellationToken);
        ChildOptions awaited = new() { Lifetime = ActionLifetime.Await, DeadlineAfter = TimeSpan.FromHours(1) };
        await context.RunAsync("fold", async (fold, _) =>
        {
            await fold.RunAsync("open", (child, token) => PassAsync(child, "open", token), awaited);
            if (!succeeds)
            {
                throw new FormatException("no good");
            }
        });
        return $"{done} half";
    });

    private static async Task PassAsync(ActionContext context, string name, CancellationToken cancellationToken, bool opens = false)
    {
        Gate gate = context.Services.GetRequiredService<GateSet>()[name];
        if (opens)
        {
            gate.Open();
        }

        await gate.PassAsync(cancellationToken);
    }

    private static async Task<string> TellAsync(ExecutionHandle execution)
    {
        IReadOnlyList<ExecutionEvent> history = await execution.EventsAsync();
        return string.Join(
            Environment.NewLine,
            history.Select(happened => $"{happened.Sequence} {happened.At:O} {JsonSerializer.Serialize(happened, happened.GetType())}").Append(JsonSerializer.Serialize(await execution.GetAsync())));
    }

    private static async Task RunAsync(Pipeline pipeline, Func<OrchestrationTestHost, ExecutionHandle, Task> body)
    {
        await using SqliteStoreFixture fixture = new();
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(pipeline), new OrchestrationTestOptions { OpenStore = fixture.CreateStore });
        ExecutionHandle execution = await host.Orchestrator.StartAsync(new StartRequest("tree") { Input = 7 });
        await host.Gates["open"].ReachedAsync().WithinAsync(host.Describe);
        await body(host, execution);
    }
}
