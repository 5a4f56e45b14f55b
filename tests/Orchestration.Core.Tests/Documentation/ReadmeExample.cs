using Microsoft.Extensions.DependencyInjection;

namespace Orchestration.Tests.Documentation;

/// <summary>The first example of the README, word for word; <see cref="ReadmeExampleTests"/> compares and runs it.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync()
    {
        // The README's code uses the real clock, as an application does; the wait that it begins is cancelled at once.
#pragma warning disable RS0030
        // begin
        Pipeline<string> release = Pipeline.Define<string>("release", pipeline =>
        {
            StageBuilder build = pipeline.Stage("build");
            ActionRef<string> package = build.Action("compile", (context, cancellationToken) =>
                Task.FromResult($"app-{context.Input<string>()}.zip"));
            build.Parallel(group =>
            {
                group.Action("unit-tests", (context, cancellationToken) => Task.CompletedTask);
                group.Action("lint", (context, cancellationToken) => Task.CompletedTask);
            });

            StageBuilder deploy = pipeline.Stage("deploy").Label("environment", "production");
            deploy.Action("switch-traffic", async (context, cancellationToken) =>
            {
                await context.RegisterResourceAsync("slot", "blue", context.Output(package), cancellationToken);
                await Task.Delay(TimeSpan.FromMinutes(10), cancellationToken);      // long work that a stop can reach
            });
        });

        await using ServiceProvider services = new ServiceCollection()
            .AddOrchestration().AddPipeline(release)                                // in memory; then .UseSqlite(...) keeps it
            .Services
            .BuildServiceProvider();
        IOrchestrator orchestrator = services.GetRequiredService<IOrchestrator>();

        ExecutionHandle execution = await orchestrator.StartAsync(release, "1.4.2");
        await foreach (ExecutionEvent happened in execution.WatchAsync())
        {
            if (happened is ResourceRegistered { Kind: "slot" })
            {
                break;
            }
        }

        Receipt stop = await execution.StopAsync(StopMode.Cancel, reason: "wrong tag");
        Settlement settled = await stop.SettledAsync();
        Console.WriteLine($"{settled.Status}: cancelled {string.Join(", ", settled.Cancelled)}, left behind {settled.LeftBehind.Count}");
        // end
#pragma warning restore RS0030
    }
}
