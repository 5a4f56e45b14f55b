using Microsoft.Extensions.DependencyInjection;
using Orchestration;
using RollbackAndCleanup;

if (args is ["serve"])
{
    return Console.Read();
}

int wrong = 0;
using TestEnvironment environment = new();
await File.WriteAllTextAsync(environment.Settings, "version 1");

// What an action creates it registers first where it knows the name, so that nothing is lost in between. What it changes it undoes in its rollback.
Pipeline preview = Pipeline.Define("preview", pipeline =>
{
    pipeline.OnFailure(FailureStrategy.RollbackPipeline);
    StageBuilder provision = pipeline.Stage("provision");
    provision.Action("folder", async (context, token) =>
    {
        string folder = Path.Combine(environment.Root.FullName, "uploads");
        await context.RegisterResourceAsync("folder", folder, cancellationToken: token);
        Directory.CreateDirectory(folder);
    });
    provision.Action("table", async (context, token) =>
    {
        await context.RegisterResourceAsync("table", "orders", cancellationToken: token);
        environment.Query("CREATE TABLE orders (id INTEGER PRIMARY KEY)");
    });
    provision.Action(
        "settings",
        (_, token) => File.WriteAllTextAsync(environment.Settings, "version 2", token),
        action => action.OnRollback((_, token) => File.WriteAllTextAsync(environment.Settings, "version 1", token)));
    StageBuilder serve = pipeline.Stage("serve");
    serve.Action("server", (context, token) => context.RegisterResourceAsync("process", TestEnvironment.StartServer(), cancellationToken: token));
    serve.Action("watch", (_, token) => Task.Delay(Timeout.Infinite, token));
    pipeline.Finally("tell", (context, _) => Console.Out.WriteLineAsync($"   finalizer: it closes as {context.Outcome}"));
});

await using ServiceProvider services = new ServiceCollection()
    .AddSingleton(environment)
    .AddOrchestration(options => options.AllowMarkFailed = true)
    .AddPipeline(preview)
    .AddResourceCleaner<Cleaner>("folder")
    .AddResourceCleaner<Cleaner>("table")
    .AddResourceCleaner<Cleaner>("process")
    .Services.BuildServiceProvider();
IOrchestrator orchestrator = services.GetRequiredService<IOrchestrator>();

Console.WriteLine("1. Abort: everything stays as it is, and is listed.");
ExecutionHandle aborted = await StartAsync();
Receipt abort = await aborted.AbortAsync(StopMode.Cancel, "wrong branch");
Settlement settled = await abort.SettledAsync();
Check("it is aborted, and no finalizer has run", settled.Status == ExecutionStatus.Aborted);
Check("folder, table and process are left behind", settled.LeftBehind.Select(resource => resource.Kind).SequenceEqual(["folder", "table", "process"]));
await CheckWorldAsync(exists: true, "version 2", settled.LeftBehind);

Console.WriteLine("2. ReleaseResources clears what the abort left; only the settings stay, as nothing was rolled back.");
await (await aborted.ReleaseResourcesAsync("not needed any more")).SettledAsync();
Check("nothing is left behind", !(await aborted.GetAsync()).LeftBehind.Any());
await CheckWorldAsync(exists: false, "version 2", settled.LeftBehind);

Console.WriteLine("3. Mark as failed: the failure strategy rolls everything back.");
ExecutionHandle marked = await StartAsync();
IReadOnlyList<Resource> created = (await marked.GetAsync()).Resources;
await marked.MarkStageFailedAsync("serve", "the page is empty");
ExecutionSummary failed = await marked.WaitAsync();
Check("it has failed, because it was marked as failed", failed is { Status: ExecutionStatus.Failed, ClosedReason: ReasonCode.MarkedFailed });
Check("nothing is left behind", !(await marked.GetAsync()).LeftBehind.Any());
await CheckWorldAsync(exists: false, "version 1", created);
return wrong;

async Task<ExecutionHandle> StartAsync()
{
    ExecutionHandle execution = await orchestrator.StartAsync(preview);
    await execution.WatchAsync().FirstAsync(happened => happened is ActionStarted { Action: "watch" });
    return execution;
}

async Task CheckWorldAsync(bool exists, string version, IEnumerable<Resource> resources)
{
    Dictionary<string, string> keys = resources.ToDictionary(resource => resource.Kind, resource => resource.Key);
    bool hasTable = environment.Query("SELECT count(*) FROM sqlite_master WHERE name = 'orders'") == 1;
    bool[] found = [Directory.Exists(keys["folder"]), hasTable, TestEnvironment.FindProcess(keys["process"]) is not null];
    Check($"folder, table and process {(exists ? "exist" : "are gone")}", found.All(one => one == exists));
    Check($"the settings have {version}", await File.ReadAllTextAsync(environment.Settings) == version);
}

void Check(string claim, bool isTrue)
{
    Console.WriteLine($"   {(isTrue ? "✓" : "✗ NOT TRUE:")} {claim}");
    wrong += isTrue ? 0 : 1;
}
