using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>The ledger of what actions create.</summary>
public sealed class CrossResourceTests
{
    [Fact]
    public async Task Registering_returns_only_once_it_is_durable()
    {
        FaultyStore store = new();
        Gate disk = new("disk");
        Pipeline pipeline = Registering("a", "web");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(pipeline), new OrchestrationTestOptions { OpenStore = () => store });
        store.PassNext();
        store.HoldNext(disk);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await disk.ReachedAsync().WithinAsync(host.Describe);
        await host.IdleAsync();
        Assert.Equal(0, host.Gates["a"].Arrivals);

        disk.Open();
        await host.ReachedAsync("a");
        Assert.Equal("web", Assert.Single((await execution.GetAsync()).Resources).Key);
        await host.CrashAsync();
        await host.RestartAsync();
        Assert.Equal("web", Assert.Single((await host.GetHandle(execution.Id).GetAsync()).Resources).Key);
    }

    [Fact]
    public async Task The_same_kind_and_key_again_replaces_the_data()
    {
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", async (context, token) =>
        {
            await context.RegisterResourceAsync("container", "web", "first", token);
            await context.RegisterResourceAsync("process", "web", cancellationToken: token);
            await context.RegisterResourceAsync("container", "web", "second", token);
            foreach ((string kind, string key) in new[] { ("", "web"), ("container", " ") })
            {
                await Refused.AsAsync(ErrorCode.InvalidRequest, () => context.RegisterResourceAsync(kind, key, cancellationToken: token));
            }
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded)]", await execution.CloseAsync());
        Assert.Equal(
            [("process", "web", null), ("container", "web", "second")],
            (await execution.GetAsync()).Resources.Select(resource => (resource.Kind, resource.Key, resource.Data)));
    }

    [Fact]
    public async Task What_is_registered_during_the_grace_and_by_an_orphan_is_listed_as_left_behind()
    {
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", async (context, token) =>
        {
            await context.RegisterResourceAsync("container", "before", cancellationToken: CancellationToken.None);
            await Scenario.PassGateAsync(context, token).ContinueWith(_ => { }, TaskScheduler.Default);
            await context.RegisterResourceAsync("container", "during the grace", cancellationToken: CancellationToken.None);
            await Scenario.IgnoreTokenAsync(context, CancellationToken.None);
            await context.RegisterResourceAsync("container", "as an orphan", cancellationToken: CancellationToken.None);
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        Receipt receipt = await execution.AbortAsync(StopMode.Cancel);
        await host.ReachedAsync("a", 2);
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));
        Settlement settlement = await receipt.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal(["before", "during the grace"], settlement.LeftBehind.Select(resource => resource.Key));

        host.Gates["a"].Open();
        ExecutionSnapshot snapshot = await execution.OrphansReturnedAsync().WithinAsync(host.Describe);

        Assert.Equal(["before", "during the grace", "as an orphan"], snapshot.Resources.Select(resource => resource.Key));
        Assert.Equal("Aborted [one: Aborted (a=Abandoned)]", snapshot.Describe());
        Assert.Null(Assert.Single(snapshot.Orphans).Failure);
        Assert.Equal(3, (await receipt.SettledAsync().WithinAsync(host.Describe)).LeftBehind.Count);
    }

    [Fact]
    public async Task Everything_but_registering_is_fenced_for_an_orphan()
    {
        List<ErrorCode?> answers = [];
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            ActionRef<string> made = define.Stage("zero").Action("make", (_, _) => Task.FromResult("artifact"));
            define.Stage("one").Action("a", async (context, _) =>
            {
                IOrchestrator before = context.GetOrchestrator();
                await Scenario.IgnoreTokenAsync(context, CancellationToken.None);
                answers.Add(await CodeOfAsync(() => context.ListLeftBehindAsync()));
                answers.Add(await CodeOfAsync(() => Task.FromResult(context.Output(made))));
                answers.Add(await CodeOfAsync(() => context.GetOrchestrator().StartAsync(new StartRequest("release"))));
                answers.Add(await CodeOfAsync(() => before.StartAsync(new StartRequest("release"))));
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        await (await execution.AbortAsync(StopMode.Abandon)).SettledAsync().WithinAsync(host.Describe);

        host.Gates["a"].Open();
        await execution.OrphansReturnedAsync().WithinAsync(host.Describe);

        Assert.Equal(Enumerable.Repeat<ErrorCode?>(ErrorCode.AttemptFenced, 4), answers);
        Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
    }

    private static async Task<ErrorCode?> CodeOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (OrchestrationException refusal)
        {
            return refusal.Code;
        }
    }

    private static Pipeline Registering(string action, string key) => Pipeline.Define("release", define => define.Stage("one").Action(action, async (context, token) =>
    {
        await context.RegisterResourceAsync("container", key, cancellationToken: token);
        await Scenario.PassGateAsync(context, token);
    }));
}
