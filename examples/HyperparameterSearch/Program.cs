using System.Diagnostics;
using HyperparameterSearch;
using Microsoft.Extensions.DependencyInjection;
using Orchestration;
using Spectre.Console;

const double GoodEnough = 0.95;

// The first training that is good enough wins: its code cancels the others. What has succeeded before a crash is not trained again.
Pipeline<Setting[], Trial> search = Pipeline.Root<Setting[], Trial>("search", async (context, settings, cancellationToken) =>
{
    ChildAction<Trial>[] trials =
    [
        .. settings.Select(setting => context.Start<Train, Setting, Trial>(setting, new() { Key = FormattableString.Invariant($"rate {setting.Rate}, {setting.Neurons} neurons") })),
    ];
    Trial? best = null;
    await foreach (ChildAction<Trial> ended in context.WhenEach(trials, cancellationToken))
    {
        Trial trial = await ended;
        best = best is null || trial.Accuracy > best.Accuracy ? trial : best;
        if (best.Accuracy >= GoodEnough)
        {
            Array.ForEach(trials, loser => loser.Cancel($"{best.Accuracy:P1} is good enough"));
            break;
        }
    }

    return best!;
});
Setting[] grid = [new(0.00001, 1), new(0.0001, 40), new(0.1, 8), new(0.00001, 40), new(0.0002, 50), new(0.00005, 60)];
return args is [var file] ? await WorkAsync(file) : await DemonstrateAsync();

// The process that is killed: it starts the search, and says so when a training has ended.
async Task<int> WorkAsync(string database)
{
    await using ServiceProvider services = Open(database);
    ExecutionHandle execution = await services.GetRequiredService<IOrchestrator>().StartAsync(search, grid);
    await execution.WatchAsync().FirstAsync(happened => happened is ActionClosed { Status: ActionStatus.Succeeded });
    Console.WriteLine(execution.Id);
    return Console.Read();
}

async Task<int> DemonstrateAsync()
{
    string database = Path.Combine(AppContext.BaseDirectory, "search.db");
    Array.ForEach(Directory.GetFiles(AppContext.BaseDirectory, "search.db*"), File.Delete);
    AnsiConsole.WriteLine("Six trainings begin in another process, which is killed when the first of them has ended.");
    ExecutionId id = await StartAndKillAsync(database);

    await using ServiceProvider services = Open(database);
    ExecutionHandle<Trial> execution = services.GetRequiredService<IOrchestrator>().GetHandle(id).WithResult<Trial>();
    await AnsiConsole.Live(new Table()).StartAsync(async live =>
    {
        await foreach (ExecutionEvent happened in execution.WatchAsync(new WatchRequest { FromSequence = (await execution.GetAsync()).Version + 1 }))
        {
            if (happened is ExecutionClosed || (happened is ProgressReported or ActionClosed && !Console.IsOutputRedirected))
            {
                live.UpdateTarget(Draw(await execution.GetAsync()));
            }
        }
    });
    Trial best = await execution.ResultAsync();
    IReadOnlyList<ActionSnapshot> trials = (await execution.GetAsync())["search"]["root"].Children;
    ActionSnapshot[] reused = [.. trials.Where(trial => trial.Status == ActionStatus.Reused)];
    AnsiConsole.WriteLine($"Best: rate {best.Setting.Rate}, {best.Setting.Neurons} neurons: {best.Accuracy:P1}. Not trained again: {string.Join("; ", reused.Select(trial => trial.Key))}");
    bool isRight = best.Accuracy >= GoodEnough && reused.Length > 0 && trials.Any(trial => trial is { Status: ActionStatus.Aborted, Reason: ReasonCode.CancelRequested });
    return isRight ? 0 : 1;
}

async Task<ExecutionId> StartAndKillAsync(string database)
{
    string program = Environment.ProcessPath!;
    string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0], database] : [database];
    using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
    string? first = await process.StandardOutput.ReadLineAsync();
    process.Kill();
    await process.WaitForExitAsync();
    return ExecutionId.Parse(first!);
}

ServiceProvider Open(string database) => new ServiceCollection()
    .AddOrchestration()
    .AddPipeline(search)
    .UseSqlite($"Data Source={database}")
    .Services.BuildServiceProvider();

static Table Draw(ExecutionSnapshot snapshot)
{
    Table table = new Table().AddColumns("training", "status", "epochs", "accuracy");
    foreach (ActionSnapshot trial in snapshot["search"]["root"].Children.Where(trial => trial.ParentAttempt == snapshot["search"]["root"].Attempt))
    {
        table.AddRow(trial.Key!, $"{trial.Status}", $"{trial.Progress?.Done}", trial.Progress?.Message ?? string.Empty);
    }

    return table;
}
