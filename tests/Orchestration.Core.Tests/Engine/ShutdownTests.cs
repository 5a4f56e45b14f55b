using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;

namespace Orchestration.Tests.Engine;

/// <summary>How the engine ends.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task A_shutdown_ends_as_soon_as_signalled_code_has_returned()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Pipeline pipeline = UntilSignalled(started);
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(builder =>
        {
            builder.AddPipeline(pipeline);
            builder.Services.AddOrchestration(options => options.ShutdownGrace = TimeSpan.Zero);
        });
        await host.Orchestrator.StartAsync(pipeline);
        await started.Task.WithinAsync(host.Describe);

        // Time stands still: no limit of the shutdown can elapse.
        await host.Services.GetRequiredService<IOrchestrationEngine>().StopAsync().WithinAsync(host.Describe);
    }

    [Fact]
    public async Task A_shutdown_waits_for_no_orphan()
    {
        Pipeline pipeline = Pipeline.Define("p", define => define.Stage("s").Action("a", (context, token) =>
            context.Services.GetRequiredService<GateSet>()["a"].PassAsync(CancellationToken.None)));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.Gates["a"].ReachedAsync().WithinAsync(host.Describe);
        await execution.StopAsync(StopMode.Abandon);
        Assert.True(Assert.Single((await execution.GetAsync()).Orphans).IsRunning);

        // Time stands still: no limit of the shutdown can elapse.
        await host.Services.GetRequiredService<IOrchestrationEngine>().StopAsync().WithinAsync(host.Describe);
        host.Gates["a"].Open();
    }

    [Fact]
    public async Task Disposing_the_services_stops_an_engine_that_only_verbs_have_started()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Pipeline pipeline = UntilSignalled(started);
        ServiceCollection services = new();
        services.AddOrchestration(options => options.ShutdownGrace = TimeSpan.Zero).AddPipeline(pipeline);
        ServiceProvider provider = services.BuildServiceProvider();
        IOrchestrator orchestrator = provider.GetRequiredService<IOrchestrator>();
        ExecutionHandle execution = await orchestrator.StartAsync(pipeline);
        await started.Task.WithinAsync();
        Task<ExecutionSummary> waiting = execution.WaitAsync();

        await provider.DisposeAsync().AsTask().WithinAsync();

        OrchestrationException ended = await Assert.ThrowsAsync<OrchestrationException>(() => waiting.WithinAsync());
        Assert.Equal(ErrorCode.HostStopped, ended.Code);
    }

    [Fact]
    public async Task A_time_limit_that_elapses_behind_the_shutdown_does_no_harm()
    {
        LateTimeProvider time = new();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(time);
        services.AddOrchestration();
        await using ServiceProvider provider = services.BuildServiceProvider();
        IOrchestrationEngine engine = provider.GetRequiredService<IOrchestrationEngine>();
        await engine.StartAsync().WithinAsync();

        await engine.StopAsync().WithinAsync();

        time.FireAll();
    }

    private static Pipeline UntilSignalled(TaskCompletionSource started) =>
        Pipeline.Define("release", pipeline => pipeline.Stage("build").Action("compile", async (_, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }));
}
