using Microsoft.Extensions.DependencyInjection;

namespace Orchestration.CrashTests.Load;

/// <summary>A host with users who start, stop, abort, retry and resume, until it is killed; or, when quiet, until nothing is open.</summary>
internal static class LoadProcess
{
    private const int Users = 6;

    public static async Task<int> RunAsync(LoadSettings settings)
    {
        DieWithTheParent();
        Told told = new();
        ServiceCollection services = new();
        IOrchestrationBuilder builder = services.AddOrchestration();
        settings.Store.Use(builder, settings.Folder);
        foreach (Pipeline pipeline in LoadPipelines.Define(new LoadAction(settings, told)))
        {
            builder.AddPipeline(pipeline);
        }

        builder.AddPipeline(TreeLoad.Define(settings, told));

        await using ServiceProvider provider = services.BuildServiceProvider();
        IOrchestrator orchestrator = provider.GetRequiredService<IOrchestrator>();
        await provider.GetRequiredService<IOrchestrationEngine>().StartAsync();
        told.Say(Fact.Open);
        if (settings.IsQuiet)
        {
            await CloseAllAsync(orchestrator);
            return ExitCode.Held;
        }

        if (settings.Work == Work.Tree)
        {
            await TreeLoad.RunAsync(orchestrator, told);
        }

        await Task.WhenAll(Enumerable.Range(0, Users).Select(number => new LoadUser(orchestrator, told, (settings.Seed * Users) + number).RunAsync()));
        return ExitCode.Held;
    }

    private static async Task CloseAllAsync(IOrchestrator orchestrator)
    {
        ExecutionQuery all = new() { LatestOnly = false, Limit = 1_000 };
        ExecutionPage page;
        do
        {
            page = await orchestrator.ListAsync(all);
            all = all with { After = page.Next };
            foreach (ExecutionSummary execution in page.Executions.Where(one => !one.IsClosed))
            {
                await orchestrator.WaitAsync(execution.Id);
            }
        }
        while (page.Next is not null);
    }

    /// <summary>The parent holds the other end of the standard input for as long as it lives.</summary>
    private static void DieWithTheParent() => _ = Task.Run(async () =>
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        Environment.Exit(ExitCode.Broken);
    });
}
