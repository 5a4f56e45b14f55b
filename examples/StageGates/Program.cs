using Microsoft.Extensions.DependencyInjection;
using Orchestration;
using StageGates;

Region europe = new();
Region america = new();

// As in CodePipeline: one execution in a stage at a time. Queue lets the others wait in order; Supersede would let only the newest wait.
Pipeline<string> website = Pipeline.Define<string>("website", pipeline =>
{
    pipeline.Mode(ExecutionMode.Queue);
    pipeline.Stage("build").Action("compile", (_, _) => Task.CompletedTask);
    pipeline.Stage("sign-off").Approval("manager", approval => approval.ExpiresAfter(TimeSpan.FromDays(1)));
    pipeline.Stage("deploy").Parallel(regions =>
    {
        regions.Action("europe", (context, _) => europe.DeployAsync(context.Input<string>()));
        regions.Action("america", (context, _) => america.DeployAsync(context.Input<string>()));
    });
});

await using ServiceProvider services = new ServiceCollection().AddOrchestration().AddPipeline(website).Services.BuildServiceProvider();
IOrchestrator orchestrator = services.GetRequiredService<IOrchestrator>();
int wrong = 0;

Console.WriteLine("1. Two releases are signed off. The first is being deployed, the second waits in front of the stage.");
ExecutionHandle first = await orchestrator.StartAsync(website, "1.0");
await SignOffAsync(first);
await ReachedAsync(first, happened => happened is ActionStarted { Action: "america" });
ExecutionHandle second = await orchestrator.StartAsync(website, "1.1");
await SignOffAsync(second);
await ReachedAsync(second, happened => happened is StageWaiting { Stage: "deploy" });
await ShowAsync();

Console.WriteLine("2. The first has to be stopped. What would that let in?");
StopRequest stop = new() { Reason = "wrong certificate" };
Preview preview = await first.PreviewAsync(stop);
Check("1.1 would enter 'deploy' when it is free", preview.HandOvers is [{ Stage: "deploy" } next] && next.Next == second.Id);

Console.WriteLine("3. Disable the gate, then stop and wait. Europe finishes, America fails meanwhile.");
await orchestrator.DisableGateAsync("website", "deploy", "1.0 has a wrong certificate; nobody enters until it is repaired");
Check("now nobody would enter", (await first.PreviewAsync(stop)).HandOvers.Count == 0);
Receipt receipt = await first.StopAsync(stop);
europe.Succeed();
america.Fail("certificate of another domain");
Settlement settled = await receipt.SettledAsync();
Check("1.0 is stopped, and both regions keep their own result", settled.Status == ExecutionStatus.Stopped && settled.Finished.Count == 2);
await ShowAsync();

Console.WriteLine("4. America is repaired. Retry of the failed actions: Europe is not deployed again.");
america.Repair();
await first.RetryStageAsync("deploy", StageRetryMode.FailedActions, "certificate replaced");
await first.WaitAsync();
StageSnapshot deploy = (await first.GetAsync())["deploy"];
Check("1.0 has succeeded, with one attempt in Europe and two in America", deploy is { Status: StageStatus.Succeeded } && (deploy["europe"].Attempt, deploy["america"].Attempt) == (1, 2));

Console.WriteLine("5. Enable the gate: the second release goes in.");
await orchestrator.EnableGateAsync("website", "deploy", "repaired");
Check("1.1 has succeeded", (await second.WaitAsync()).Status == ExecutionStatus.Succeeded && europe.Version == "1.1");
await ShowAsync();

Console.WriteLine("6. 1.1 turns out to be bad: 'deploy' runs again as 1.0 ran it.");
ExecutionHandle rollback = await first.ReapplyAsync("deploy", "1.1 is slow");
Check("1.0 is in both regions again", (await rollback.WaitAsync()).Reapplies == first.Id && (europe.Version, america.Version) == ("1.0", "1.0"));
return wrong;

async Task SignOffAsync(ExecutionHandle execution)
{
    ApprovalRequested asked = (ApprovalRequested)await ReachedAsync(execution, happened => happened is ApprovalRequested);
    await execution.ApproveAsync(asked.Token, "looks good");
}

static async Task<ExecutionEvent> ReachedAsync(ExecutionHandle execution, Predicate<ExecutionEvent> condition)
{
    await foreach (ExecutionEvent happened in execution.WatchAsync())
    {
        if (condition(happened))
        {
            return happened;
        }
    }

    throw new InvalidOperationException("The execution closed without it.");
}

async Task ShowAsync()
{
    foreach (PipelineStage stage in (await orchestrator.GetPipelineAsync("website")).Stages)
    {
        string gate = stage.GateDisabled is { } closure ? $"gate disabled: {closure.Reason}" : "gate enabled";
        Console.WriteLine($"     {stage.Name,-9} {stage.LatestStatus,-10} {(stage.IsLocked ? "locked" : "free"),-7} {stage.WaitingCount} waiting   {gate}");
    }
}

void Check(string claim, bool isTrue)
{
    Console.WriteLine($"   {(isTrue ? "✓" : "✗ NOT TRUE:")} {claim}");
    wrong += isTrue ? 0 : 1;
}
