using Microsoft.Extensions.DependencyInjection;
using Orchestration.Resources;
using Orchestration.Testing;

namespace Orchestration.Tests.Sqlite;

/// <summary>A process that ends in the middle of a rollback, a finalizer or a release: the next one finds it in the file and goes on.</summary>
public sealed class CleanupCrashTests
{
    [Theory]
    [InlineData("undo a")]
    [InlineData("release r")]
    [InlineData("end f")]
    public async Task What_was_cut_off_runs_again_and_what_had_ended_does_not(string at)
    {
        string[] steps = ["undo b", "undo a", "release r", "end f"];
        await RunAsync(async (host, execution) =>
        {
            Array.ForEach(steps[..Array.IndexOf(steps, at)], step => host.Gates[step].Open());
            await host.Gates[at].ReachedAsync().WithinAsync(host.Describe);
            await host.CrashAsync();
            await host.RestartAsync();
            await host.Gates[at].ReachedAsync(2).WithinAsync(host.Describe);
            Array.ForEach(steps, step => host.Gates[step].Open());
            execution = host.GetHandle(execution.Id);

            Assert.Equal(ExecutionStatus.Failed, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
            Assert.Equal(steps.Select(step => step == at ? 2 : 1), steps.Select(step => host.Gates[step].Arrivals));
            Assert.Empty((await execution.GetAsync()).LeftBehind);
        });
    }

    [Fact]
    public Task A_release_on_a_closed_execution_goes_on_and_its_receipt_settles() => RunAsync(async (host, execution) =>
    {
        Array.ForEach(["undo b", "undo a", "end f"], step => host.Gates[step].Open());
        await host.Gates["release r"].ReachedAsync().WithinAsync(host.Describe);
        host.Gates["release r"].Fail(new InvalidOperationException("not yet"));
        await execution.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal("not yet", Assert.Single((await execution.GetAsync()).LeftBehind).ReleaseFailure?.Message);
        Gate again = host.Gates["release again"];

        Receipt receipt = await execution.ReleaseResourcesAsync();
        await again.ReachedAsync().WithinAsync(host.Describe);
        await host.CrashAsync();
        await host.RestartAsync();
        await again.ReachedAsync(2).WithinAsync(host.Describe);
        again.Open();

        Receipt? found = await host.Orchestrator.FindReceiptAsync(receipt.CommandId);
        await found!.SettledAsync().WithinAsync(host.Describe);
        Assert.Empty((await host.GetHandle(execution.Id).GetAsync()).LeftBehind);
    });

    private static async Task RunAsync(Func<OrchestrationTestHost, ExecutionHandle, Task> body)
    {
        await using SqliteStoreFixture fixture = new();
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.OnFailure(FailureStrategy.RollbackStage).Finally("f", (context, token) => PassAsync(context.Services, "end f", token));
            StageBuilder stage = define.Stage("build");
            stage.Action("a", (context, token) => context.RegisterResourceAsync("container", "r", cancellationToken: token), action => action.OnRollback(UndoAsync));
            stage.Action("b", (_, _) => Task.CompletedTask, action => action.OnRollback(UndoAsync));
            stage.Action("bad", (_, _) => throw new InvalidOperationException("no"));
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(pipeline).AddResourceCleaner<Cleaner>("container"),
            new OrchestrationTestOptions { OpenStore = fixture.CreateStore });
        await body(host, await host.Orchestrator.StartAsync(pipeline));
    }

    private static Task UndoAsync(RollbackContext context, CancellationToken token) => PassAsync(context.Services, $"undo {context.Action}", token);

    private static Task PassAsync(IServiceProvider services, string gate, CancellationToken token) => services.GetRequiredService<GateSet>()[gate].PassAsync(token);

    /// <summary>What it failed to release once has another gate.</summary>
    private sealed class Cleaner(GateSet gates) : IResourceCleaner
    {
        public async ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken) =>
            await gates[resource.ReleaseFailure is null ? $"release {resource.Key}" : "release again"].PassAsync(cancellationToken);
    }
}
